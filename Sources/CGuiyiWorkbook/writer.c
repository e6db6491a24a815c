#define _POSIX_C_SOURCE 200809L
#include "guiyi_workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

/// A cell of the format holds 32,767 UTF-16 units; below it there is room for the mark that something was cut.
#define GUIYI_CELL_UNITS 32700

/// A cell of the row that is being filled: where its XML lies in the row's text.
struct cell { uint16_t column; size_t start, end; };

struct guiyi_book {
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *styles[GUIYI_STYLE_COUNT];
  int32_t style_numbers[GUIYI_STYLE_COUNT];
  char *text;
  size_t capacity;
  // The row that is being filled; `cell_count` is 0 and `height` below 0 where there is none.
  uint32_t row;
  double height;
  char *cells;
  size_t length, cells_capacity;
  struct cell *places;
  uint32_t cell_count, place_capacity;
  uint32_t word_count;
};

static void fill(lxw_format *format, lxw_color_t color) {
  format_set_pattern(format, LXW_PATTERN_SOLID);
  format_set_bg_color(format, color);
}

static void frame(lxw_format *format) {
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, 0xD0D7DE);
}

static void make_style(lxw_format *format, int style) {
  format_set_font_name(format, "Microsoft YaHei");
  format_set_font_size(format, 10);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  if (style != GUIYI_STYLE_NUMBER && style != GUIYI_STYLE_RATIO) format_set_num_format(format, "@");
  switch (style) {
    case GUIYI_STYLE_ERROR: fill(format, 0xF8C9C0); frame(format); break;
    case GUIYI_STYLE_CONFLICT: fill(format, 0xFBE3B6); frame(format); break;
    case GUIYI_STYLE_SUSPICION: fill(format, 0xFFF7C9); frame(format); break;
    case GUIYI_STYLE_WRAPPED: format_set_text_wrap(format); format_set_indent(format, 1); break;
    case GUIYI_STYLE_HEADING:
    case GUIYI_STYLE_ADDED_HEADING:
    case GUIYI_STYLE_ANSWER_HEADING:
    case GUIYI_STYLE_NUMBER_HEADING:
      format_set_bold(format);
      format_set_text_wrap(format);
      format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
      frame(format);
      if (style == GUIYI_STYLE_HEADING) { fill(format, 0x1F4E6E); format_set_font_color(format, 0xFFFFFF); }
      if (style == GUIYI_STYLE_ADDED_HEADING || style == GUIYI_STYLE_NUMBER_HEADING) { fill(format, 0xE3E9EE); }
      if (style == GUIYI_STYLE_NUMBER_HEADING) { format_set_align(format, LXW_ALIGN_RIGHT); }
      if (style == GUIYI_STYLE_ANSWER_HEADING) { fill(format, 0xCFE8D5); }
      break;
    case GUIYI_STYLE_ANSWER: fill(format, 0xF2FAF4); frame(format); break;
    case GUIYI_STYLE_TITLE: format_set_bold(format); format_set_font_size(format, 16); break;
    case GUIYI_STYLE_SECTION: format_set_bold(format); format_set_font_size(format, 12); break;
    case GUIYI_STYLE_NOTE: format_set_text_wrap(format); format_set_font_color(format, 0x5C6B7A); break;
    case GUIYI_STYLE_NUMBER: format_set_num_format(format, "#,##0"); break;
    case GUIYI_STYLE_RATIO: format_set_num_format(format, "0.00%"); break;
    case GUIYI_STYLE_BOLD: format_set_bold(format); break;
    default: break;
  }
}

guiyi_book *guiyi_book_new(const char *path, const char *folder, int64_t created) {
  guiyi_book *book = calloc(1, sizeof *book);
  if (!book) return NULL;
  lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = (char *)folder, .use_zip64 = LXW_TRUE};
  book->book = workbook_new_opt(path, &options);
  if (!book->book) { free(book); return NULL; }
  // The same contents give the same bytes, whenever they are written.
  lxw_doc_properties properties = {.created = (time_t)created, .author = "guiyi"};
  workbook_set_properties(book->book, &properties);
  for (int style = 0; style < GUIYI_STYLE_COUNT; style++) {
    book->styles[style] = workbook_add_format(book->book);
    if (!book->styles[style]) { workbook_close(book->book); free(book); return NULL; }
    make_style(book->styles[style], style);
    book->style_numbers[style] = lxw_format_get_xf_index(book->styles[style]);
  }
  book->height = -1;
  return book;
}

/// The length of the sound UTF-8 sequence at `text`, or 0.
static size_t sequence(const uint8_t *text, size_t left) {
  uint8_t first = text[0];
  if (first < 0x80) return 1;
  size_t length = first >= 0xC2 && first <= 0xDF ? 2 : first >= 0xE0 && first <= 0xEF ? 3 : first >= 0xF0 && first <= 0xF4 ? 4 : 0;
  if (length == 0 || length > left) return 0;
  for (size_t index = 1; index < length; index++) if ((text[index] & 0xC0) != 0x80) return 0;
  if (first == 0xE0 && text[1] < 0xA0) return 0;
  if (first == 0xED && text[1] > 0x9F) return 0;
  if (first == 0xF0 && text[1] < 0x90) return 0;
  if (first == 0xF4 && text[1] > 0x8F) return 0;
  // U+FFFE and U+FFFF are no characters of XML.
  if (first == 0xEF && text[1] == 0xBF && text[2] >= 0xBE) return 0;
  return length;
}

static int is_hex(uint8_t c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// Whether spreadsheets would read `_x0041_` here as another character.
static int is_escape(const uint8_t *text, size_t left) {
  if (left < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') return 0;
  return is_hex(text[2]) && is_hex(text[3]) && is_hex(text[4]) && is_hex(text[5]);
}

/// How many bytes a cell's text may take when it is cleaned and escaped: seven for one.
static size_t bound(size_t length) {
  return (length < GUIYI_CELL_UNITS * 4 ? length : GUIYI_CELL_UNITS * 4) * 7 + 16;
}

/// Writes sound text of XML and returns its end; with `escaped` as it stands in a file.
static char *put_clean(char *out, const uint8_t *text, size_t length, int escaped) {
  size_t index = 0, units = 0;
  while (index < length) {
    if (units >= GUIYI_CELL_UNITS) { memcpy(out, "\xE2\x80\xA6", 3); return out + 3; }
    uint8_t byte = text[index];
    if (byte >= 0x20 && byte < 0x7F && byte != '_' && !(escaped && (byte == '&' || byte == '<' || byte == '>'))) {
      *out++ = (char)byte; index++; units++;
      continue;
    }
    size_t count = sequence(text + index, length - index);
    if (count == 3) {
      memcpy(out, text + index, 3); out += 3; index += 3; units++;
    } else if (byte == '\r') {
      // A line break alone or before a line feed is one line break.
      index++;
      if (index < length && text[index] == '\n') continue;
      *out++ = '\n'; units++;
    } else if (count == 0 || (byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7F) {
      memcpy(out, "\xEF\xBF\xBD", 3); out += 3; units++; index++;
    } else if (is_escape(text + index, length - index)) {
      memcpy(out, "_x005F_", 7); out += 7; units += 7; index++;
    } else if (escaped && byte == '&') {
      memcpy(out, "&amp;", 5); out += 5; index++; units++;
    } else if (escaped && (byte == '<' || byte == '>')) {
      memcpy(out, byte == '<' ? "&lt;" : "&gt;", 4); out += 4; index++; units++;
    } else {
      memcpy(out, text + index, count); out += count; index += count; units += count == 4 ? 2 : 1;
    }
  }
  return out;
}

/// Sound text of XML in the book's buffer, ended by NUL; null where memory is out.
static const char *clean(guiyi_book *book, const uint8_t *text, size_t length) {
  size_t need = bound(length);
  if (need > book->capacity) {
    char *larger = realloc(book->text, need);
    if (!larger) return NULL;
    book->text = larger;
    book->capacity = need;
  }
  *put_clean(book->text, text, length, 0) = 0;
  return book->text;
}

// MARK: Rows
// The library prints and allocates several times for each cell. A row is put together here instead, and goes into the file in
// which the library keeps the rows of a sheet until it writes the workbook.

static char *put_number(char *out, uint32_t number) {
  char digits[10];
  int count = 0;
  do { digits[count++] = (char)('0' + number % 10); number /= 10; } while (number);
  while (count) *out++ = digits[--count];
  return out;
}

/// The letters of a column, from A.
static char *put_column(char *out, uint16_t column) {
  char letters[3];
  int count = 0;
  for (uint32_t rest = (uint32_t)column + 1; rest; rest = (rest - 1) / 26) letters[count++] = (char)('A' + (rest - 1) % 26);
  while (count) *out++ = letters[--count];
  return out;
}

static char *put_text(char *out, const char *text) {
  size_t length = strlen(text);
  memcpy(out, text, length);
  return out + length;
}

/// Puts the row that is being filled behind the sheet's others.
static int flush(guiyi_book *book) {
  if (book->cell_count == 0 && book->height < 0) return 0;
  FILE *file = book->sheet->optimize_tmpfile;
  char head[96], *out = put_number(put_text(head, "<row r=\""), book->row + 1);
  if (book->height >= 0) out += snprintf(out, 56, "\" ht=\"%.8g\" customHeight=\"1", book->height);
  out = put_text(out, "\">");
  int isWritten = fwrite(head, 1, (size_t)(out - head), file) == (size_t)(out - head);
  // Cells come in order, but for a few: each goes down to its place.
  for (uint32_t index = 1; index < book->cell_count; index++) {
    struct cell own = book->places[index];
    uint32_t place = index;
    for (; place > 0 && book->places[place - 1].column > own.column; place--) book->places[place] = book->places[place - 1];
    book->places[place] = own;
  }
  for (uint32_t index = 0; index < book->cell_count; ) {
    // Cells that lie behind one another are written at once.
    size_t start = book->places[index].start, end = book->places[index].end;
    while (++index < book->cell_count && book->places[index].start == end) end = book->places[index].end;
    isWritten &= fwrite(book->cells + start, 1, end - start, file) == end - start;
  }
  isWritten &= fwrite("</row>", 1, 6, file) == 6;
  book->cell_count = 0;
  book->length = 0;
  book->height = -1;
  return isWritten ? 0 : LXW_ERROR_CREATING_TMPFILE;
}

/// Turns to a row, which is not above the last one.
static int go_to_row(guiyi_book *book, uint32_t row) {
  if (row >= LXW_ROW_MAX) return LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE;
  if (row == book->row) return 0;
  int error = flush(book);
  book->row = row;
  return error;
}

/// Begins a cell with room for `need` bytes of its own; null where there is no such cell or memory is out.
static char *begin_cell(guiyi_book *book, uint32_t row, uint16_t column, int style, size_t need, int *error) {
  *error = column >= LXW_COL_MAX ? LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE : go_to_row(book, row);
  if (*error) return NULL;
  *error = LXW_ERROR_MEMORY_MALLOC_FAILED;
  if (book->length + need + 96 > book->cells_capacity) {
    size_t capacity = (book->length + need + 96) * 2;
    char *larger = realloc(book->cells, capacity);
    if (!larger) return NULL;
    book->cells = larger;
    book->cells_capacity = capacity;
  }
  if (book->cell_count == book->place_capacity) {
    uint32_t capacity = book->place_capacity * 2 + 64;
    struct cell *larger = realloc(book->places, capacity * sizeof *larger);
    if (!larger) return NULL;
    book->places = larger;
    book->place_capacity = capacity;
  }
  *error = 0;
  lxw_worksheet *sheet = book->sheet;
  if (row < sheet->dim_rowmin) sheet->dim_rowmin = row;
  if (row > sheet->dim_rowmax) sheet->dim_rowmax = row;
  if (column < sheet->dim_colmin) sheet->dim_colmin = column;
  if (column > sheet->dim_colmax) sheet->dim_colmax = column;
  book->places[book->cell_count].column = column;
  book->places[book->cell_count].start = book->length;
  char *out = put_text(book->cells + book->length, "<c r=\"");
  out = put_number(put_column(out, column), row + 1);
  if (style >= 0 && style < GUIYI_STYLE_COUNT) out = put_number(put_text(out, "\" s=\""), (uint32_t)book->style_numbers[style]);
  return out;
}

static int end_cell(guiyi_book *book, char *out) {
  book->length = (size_t)(out - book->cells);
  book->places[book->cell_count++].end = book->length;
  return 0;
}

int guiyi_book_begin_sheet(guiyi_book *book, const uint8_t *name, size_t length) {
  int flushed = book->sheet ? flush(book) : 0;
  if (flushed) return flushed;
  const char *text = clean(book, name, length);
  if (!text) return LXW_ERROR_MEMORY_MALLOC_FAILED;
  lxw_error error = workbook_validate_sheet_name(book->book, text);
  if (error) return error;
  book->sheet = workbook_add_worksheet(book->book, text);
  if (!book->sheet) return LXW_ERROR_MEMORY_MALLOC_FAILED;
  worksheet_set_paper(book->sheet, 9);
  worksheet_set_landscape(book->sheet);
  worksheet_fit_to_pages(book->sheet, 1, 0);
  worksheet_set_margins(book->sheet, 0.4, 0.4, 0.5, 0.6);
  worksheet_set_footer(book->sheet, "&L&A&R&P / &N");
  return 0;
}

int guiyi_book_column_width(guiyi_book *book, uint16_t column, double width) {
  return worksheet_set_column(book->sheet, column, column, width, NULL);
}

int guiyi_book_row_height(guiyi_book *book, uint32_t row, double height) {
  int error = go_to_row(book, row);
  book->height = height;
  return error;
}

void guiyi_book_freeze(guiyi_book *book, uint32_t row, uint16_t column) {
  worksheet_freeze_panes(book->sheet, row, column);
  if (row > 0) worksheet_repeat_rows(book->sheet, row - 1, row - 1);
}

int guiyi_book_filter(guiyi_book *book, uint32_t first_row, uint16_t first, uint32_t last_row, uint16_t last) {
  return worksheet_autofilter(book->sheet, first_row, first, last_row, last);
}

int guiyi_book_choices(
    guiyi_book *book, uint32_t first_row, uint32_t last_row, uint16_t column, const uint8_t *text, size_t length) {
  if (!clean(book, text, length)) return LXW_ERROR_MEMORY_MALLOC_FAILED;
  char *choices[9] = {0};
  int count = 0;
  for (char *rest = NULL, *choice = strtok_r(book->text, "\n", &rest); choice && count < 8;
       choice = strtok_r(NULL, "\n", &rest)) choices[count++] = choice;
  lxw_data_validation validation = {
      .validate = LXW_VALIDATION_TYPE_LIST, .ignore_blank = LXW_VALIDATION_ON,
      .dropdown = LXW_VALIDATION_ON, .value_list = choices};
  return worksheet_data_validation_range(book->sheet, first_row, column, last_row, column, &validation);
}

int guiyi_book_select(guiyi_book *book, uint32_t sheet) {
  int error = flush(book);
  if (error) return error;
  lxw_worksheet *found;
  uint32_t index = 0;
  STAILQ_FOREACH(found, book->book->worksheets, list_pointers) {
    if (index++ == sheet) { book->sheet = found; return 0; }
  }
  return LXW_ERROR_PARAMETER_VALIDATION;
}

int guiyi_book_expect_text(guiyi_book *book, uint32_t last_row, uint16_t last_column) {
  char first[LXW_MAX_CELL_RANGE_LENGTH];
  lxw_rowcol_to_range(first, 0, 0, last_row, last_column);
  return worksheet_ignore_errors(book->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, first);
}

int guiyi_book_text(
    guiyi_book *book, uint32_t row, uint16_t column, const uint8_t *text, size_t length, int style) {
  if (length == 0 && (style == GUIYI_STYLE_TEXT || style == GUIYI_STYLE_WRAPPED)) return 0;
  int error;
  char *out = begin_cell(book, row, column, style, length == 0 ? 0 : bound(length), &error);
  if (!out) return error;
  if (length == 0) return end_cell(book, put_text(out, "\"/>"));
  out = put_text(out, "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
  return end_cell(book, put_text(put_clean(out, text, length, 1), "</t></is></c>"));
}

int64_t guiyi_book_share(guiyi_book *book, const uint8_t *text, size_t length) {
  if (length == 0 || book->word_count >= GUIYI_SHARED_LIMIT) return -1;
  const char *cleaned = clean(book, text, length);
  struct sst_element *word = cleaned ? lxw_get_sst_index(book->book->sst, cleaned, LXW_FALSE) : NULL;
  if (!word) return -1;
  book->word_count++;
  return word->index;
}

int guiyi_book_shared(guiyi_book *book, uint32_t row, uint16_t column, uint32_t word, int style) {
  int error;
  char *out = begin_cell(book, row, column, style, 0, &error);
  if (!out) return error;
  return end_cell(book, put_text(put_number(put_text(out, "\" t=\"s\"><v>"), word), "</v></c>"));
}

int guiyi_book_number(guiyi_book *book, uint32_t row, uint16_t column, double number, int style) {
  int error;
  char *out = begin_cell(book, row, column, style, 32, &error);
  if (!out) return error;
  out = put_text(out, "\"><v>");
  if (number >= 0 && number < 1e9 && number == (double)(uint32_t)number) {
    out = put_number(out, (uint32_t)number);
  } else {
    out += snprintf(out, 32, "%.16G", number);
  }
  return end_cell(book, put_text(out, "</v></c>"));
}

int guiyi_book_comment(guiyi_book *book, uint32_t row, uint16_t column, const uint8_t *text, size_t length) {
  const char *cleaned = clean(book, text, length < 900 ? length : 900);
  if (!cleaned) return LXW_ERROR_MEMORY_MALLOC_FAILED;
  lxw_comment_options options = {.author = "guiyi", .width = 260, .height = 96, .font_size = 9};
  return worksheet_write_comment_opt(book->sheet, row, column, cleaned, &options);
}

int guiyi_book_close(guiyi_book *book) {
  int flushed = book->sheet ? flush(book) : 0;
  int error = workbook_close(book->book);
  if (!error) error = flushed;
  free(book->text);
  free(book->cells);
  free(book->places);
  free(book);
  return error;
}

const char *guiyi_book_error(int code) { return lxw_strerror((lxw_error)code); }
