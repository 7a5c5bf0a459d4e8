"""The store beside raw append+fsync, SQLite and orjson, in one run: figures are ratios where they can be."""
