#!/usr/bin/env bash
# Makes a checkout ready: system libraries, .venv, the locked packages, the program itself. Usage: setup.sh run|test
# Installs system packages when run by root on Debian; otherwise prints the command that does and stops.
set -euo pipefail
cd "$(dirname "$0")/.."
goal=${1:?run or test}

# a|b: either one will do
qt_libraries=(libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4
  libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1)
test_programs=('libreoffice-writer-nogui|libreoffice-writer' 'libreoffice-calc-nogui|libreoffice-calc'
  fonts-liberation fonts-croscore poppler-utils xvfb xauth strace)

stop() { printf '%s\n' "$@" >&2; exit 1; }

missing_packages() {
  local wanted alternative installed
  installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' 2>/dev/null)
  for wanted in "$@"; do
    for alternative in ${wanted//|/ }; do
      grep -qx "$alternative installed" <<<"$installed" && continue 2
    done
    echo "${wanted%%|*}"
  done
}

apt_install() {
  local install="apt-get install -y --no-install-recommends $*"
  if [[ $(id -u) != 0 ]]; then
    stop "Máy còn thiếu gói hệ thống. Hãy chạy lệnh sau rồi làm lại:" \
      "  sudo apt-get update && sudo $install"
  fi
  echo "Đang cài gói hệ thống: $*"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq || echo "Không cập nhật được danh mục gói, thử cài bằng danh mục đang có." >&2
  $install -qq >/dev/null || stop "Không cài được gói hệ thống. Kiểm tra mạng rồi chạy lại: $install"
}

# A Python 3.11 or later that can make environments; prints nothing when the machine has none.
find_python() {
  local candidate check='import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))'
  for candidate in "${PYTHON:-}" python3.11 python3 python3.12 python3.13 python3.14 /usr/bin/python3 python; do
    if [[ -n $candidate ]] && "$candidate" -c "$check" 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
}

install_system_packages() {
  local wanted=("${qt_libraries[@]}") missing
  [[ $goal == run ]] || wanted+=("${test_programs[@]}")
  [[ -x .venv/bin/python || -n $(find_python) ]] || wanted+=(python3 python3-venv)
  if ! command -v dpkg-query >/dev/null; then
    [[ $(uname -s) != Linux ]] || echo "Không phải Debian: hãy tự cài gói tương ứng với ${wanted[*]}" >&2
    return
  fi
  missing=$(missing_packages "${wanted[@]}")
  [[ -z $missing ]] || apt_install $missing
}

make_environment() {
  local python
  python=$(find_python)
  [[ -n $python ]] || stop "Cần Python 3.11 trở lên, có mô-đun venv và ensurepip."
  "$python" -m venv --clear .venv
}

# What the environment was made from: when any of it changes, it is made again.
fingerprint() {
  { pwd; cat "requirements/$1.txt" requirements/build.txt pyproject.toml .ci/setup.sh; } | cksum
}

ready() {
  [[ -f .venv/ready-$1 && $(<".venv/ready-$1") == "$(fingerprint "$1")" ]]
}

# Wheels only, but for bagit, which is built with the locked build packages: nothing unlocked is ever fetched.
install_packages() {
  local pip=(.venv/bin/python -m pip --disable-pip-version-check --no-input install -qq)
  echo "Đang cài các gói đã khóa phiên bản ($goal)…"
  "${pip[@]}" --require-hashes --only-binary :all: -r requirements/build.txt
  "${pip[@]}" --require-hashes --only-binary :all: --no-binary bagit --no-build-isolation -r "requirements/$goal.txt"
  "${pip[@]}" --no-deps --no-build-isolation --no-index --editable .
}

install_system_packages
# The packages for tests include those for running.
if .venv/bin/python -c '' 2>/dev/null && { ready "$goal" || ready test; }; then exit 0; fi
.venv/bin/python -m pip --version >/dev/null 2>&1 || make_environment
install_packages
fingerprint "$goal" >".venv/ready-$goal"
