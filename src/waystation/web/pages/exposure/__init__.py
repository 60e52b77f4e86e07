"""The pages one opens when somebody is taken: what would be known, marks, who met whom, notices."""
