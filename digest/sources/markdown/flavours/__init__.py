"""The generators whose folders are understood: one file each."""
