"""The commands, one module for each family; `cli.index` names them."""
