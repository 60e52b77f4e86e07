"""The kernels of the name comparison: arrays in, arrays out."""
