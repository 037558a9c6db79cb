"""How moderators keep the corpus from Discord: changes reviewed before they serve, who may, and what it is noted as."""
