"""One file format each: `write(store, run, folder)` gives the path it wrote."""
