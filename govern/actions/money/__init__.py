"""Acts about money: bank files, attachments, exports and imports of the books, audits."""
