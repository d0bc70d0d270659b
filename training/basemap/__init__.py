"""The base map of the workbench, compiled from Natural Earth shapes."""
