// The one door to spreadsheet files (OOXML): libxlsxwriter writes them, minizip opens them.
// No header of either is visible here, and every text comes with its length, as UTF-8 that need not be sound.
#ifndef GUIYI_WORKBOOK_H
#define GUIYI_WORKBOOK_H

#include <stddef.h>
#include <stdint.h>

/// How a cell looks; all texts are text cells, so that nothing is ever calculated or rounded.
enum {
  GUIYI_STYLE_TEXT,
  GUIYI_STYLE_ERROR,
  GUIYI_STYLE_CONFLICT,
  GUIYI_STYLE_SUSPICION,
  GUIYI_STYLE_WRAPPED,
  GUIYI_STYLE_HEADING,
  GUIYI_STYLE_ADDED_HEADING,
  GUIYI_STYLE_ANSWER_HEADING,
  GUIYI_STYLE_ANSWER,
  GUIYI_STYLE_TITLE,
  GUIYI_STYLE_SECTION,
  GUIYI_STYLE_NOTE,
  GUIYI_STYLE_NUMBER,
  GUIYI_STYLE_RATIO,
  GUIYI_STYLE_BOLD,
  GUIYI_STYLE_NUMBER_HEADING,
  GUIYI_STYLE_COUNT
};

typedef struct guiyi_book guiyi_book;

/// Begins a file; rows go to the disk as they are complete, so memory does not grow with them.
///
/// `folder` takes the temporary files, which hold what the workbook holds; `created` is in seconds since 1970.
/// Returns null where memory is out.
guiyi_book *guiyi_book_new(const char *path, const char *folder, int64_t created);

/// The calls below return 0, or the writing library's error number.

/// Begins a sheet, which the cells below go to; the name has at most 31 characters and none of []:*?/\.
int guiyi_book_begin_sheet(guiyi_book *book, const uint8_t *name, size_t length);
/// Goes back to a sheet, numbered from 0 as they were begun; its next row is below its last one.
int guiyi_book_select(guiyi_book *book, uint32_t sheet);
int guiyi_book_column_width(guiyi_book *book, uint16_t column, double width);
int guiyi_book_row_height(guiyi_book *book, uint32_t row, double height);
/// The rows above and the columns left of a cell stay in sight; the rows above come again on every printed page.
void guiyi_book_freeze(guiyi_book *book, uint32_t row, uint16_t column);
int guiyi_book_filter(guiyi_book *book, uint32_t first_row, uint16_t first, uint32_t last_row, uint16_t last);
/// Offers up to 8 texts, separated by line feeds, in the cells of a column.
int guiyi_book_choices(
    guiyi_book *book, uint32_t first_row, uint32_t last_row, uint16_t column, const uint8_t *text, size_t length);
/// No green corners at numbers kept as text.
int guiyi_book_expect_text(guiyi_book *book, uint32_t last_row, uint16_t last_column);
/// Cells come row by row from the top; within a row in any order. Text is cut at what a cell may hold.
int guiyi_book_text(
    guiyi_book *book, uint32_t row, uint16_t column, const uint8_t *text, size_t length, int style);
int guiyi_book_number(guiyi_book *book, uint32_t row, uint16_t column, double number, int style);
int guiyi_book_comment(guiyi_book *book, uint32_t row, uint16_t column, const uint8_t *text, size_t length);
/// Writes the file and frees the book, also where it fails.
int guiyi_book_close(guiyi_book *book);
const char *guiyi_book_error(int code);

typedef struct guiyi_parts guiyi_parts;

/// Opens the zip file of a workbook; null where it is none.
guiyi_parts *guiyi_parts_open(const char *path);
/// Goes to the beginning of a part; 0, or -1 where there is none.
int guiyi_parts_find(guiyi_parts *parts, const char *name);
/// Reads on in the part: the number of bytes, 0 at its end, below 0 where it is damaged.
int64_t guiyi_parts_read(guiyi_parts *parts, uint8_t *buffer, size_t capacity);
void guiyi_parts_close(guiyi_parts *parts);

#endif
