"""What one audience may see of a tree: what is internal, what would betray a source."""
