# Importing the package alone does not import what is in it.
import micrograd

micrograd.nm  # error: AttributeError: module 'micrograd' has no attribute 'nm'
