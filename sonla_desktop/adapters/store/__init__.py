"""The store (sổ báo cáo): one agency's entries, closed versions, audit chain and evidence, in one folder."""
