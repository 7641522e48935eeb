-- A card tells which limits it went over, when, by whom and why.
CREATE INDEX "limit_breach_card_id_idx" ON "limit_breach"("card_id");
