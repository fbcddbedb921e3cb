"""One provider of `digest export --for` per file, as `PROVIDER`; the file's name is its name.

Each says where its syntax was read, and when. In HTML an entity keeps text from an engine that
works on the source; whether a provider's visual editor decodes entities before, none documents.
"""
