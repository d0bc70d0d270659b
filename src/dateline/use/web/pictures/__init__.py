"""Pictures as plain geometry: numbers in, coordinates out; the templates draw them as SVG, so no script is needed to see them."""
