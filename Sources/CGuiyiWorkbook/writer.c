#define _POSIX_C_SOURCE 200809L
#include "guiyi_workbook.h"

#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

/// A cell of the format holds 32,767 UTF-16 units; below it there is room for the mark that something was cut.
#define GUIYI_CELL_UNITS 32700

struct guiyi_book {
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *styles[GUIYI_STYLE_COUNT];
  char *text;
  size_t capacity;
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
    if (book->styles[style]) make_style(book->styles[style], style);
  }
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

/// Sound text of XML in the book's buffer, ended by NUL; null where memory is out.
static const char *clean(guiyi_book *book, const uint8_t *text, size_t length) {
  // One byte becomes at most seven, and a cell is cut before it is longer than this.
  size_t bound = length < GUIYI_CELL_UNITS * 4 ? length : GUIYI_CELL_UNITS * 4;
  size_t need = bound * 7 + 16;
  if (need > book->capacity) {
    char *larger = realloc(book->text, need);
    if (!larger) return NULL;
    book->text = larger;
    book->capacity = need;
  }
  char *out = book->text;
  size_t index = 0, units = 0;
  while (index < length) {
    if (units >= GUIYI_CELL_UNITS) { memcpy(out, "\xE2\x80\xA6", 3); out += 3; break; }
    uint8_t byte = text[index];
    size_t count = sequence(text + index, length - index);
    if (byte == '\r') {
      // A line break alone or before a line feed is one line break.
      index++;
      if (index < length && text[index] == '\n') continue;
      *out++ = '\n'; units++;
    } else if (count == 0 || (byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7F) {
      memcpy(out, "\xEF\xBF\xBD", 3); out += 3; units++; index++;
    } else if (is_escape(text + index, length - index)) {
      memcpy(out, "_x005F_", 7); out += 7; units += 7; index++;
    } else {
      memcpy(out, text + index, count); out += count; index += count; units += count == 4 ? 2 : 1;
    }
  }
  *out = 0;
  return book->text;
}

int guiyi_book_begin_sheet(guiyi_book *book, const uint8_t *name, size_t length) {
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
  return worksheet_set_row(book->sheet, row, height, NULL);
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
  lxw_format *format = style >= 0 && style < GUIYI_STYLE_COUNT ? book->styles[style] : NULL;
  if (length == 0) {
    return style == GUIYI_STYLE_TEXT || style == GUIYI_STYLE_WRAPPED
        ? 0 : worksheet_write_blank(book->sheet, row, column, format);
  }
  const char *cleaned = clean(book, text, length);
  if (!cleaned) return LXW_ERROR_MEMORY_MALLOC_FAILED;
  return worksheet_write_string(book->sheet, row, column, cleaned, format);
}

int guiyi_book_number(guiyi_book *book, uint32_t row, uint16_t column, double number, int style) {
  lxw_format *format = style >= 0 && style < GUIYI_STYLE_COUNT ? book->styles[style] : NULL;
  return worksheet_write_number(book->sheet, row, column, number, format);
}

int guiyi_book_comment(guiyi_book *book, uint32_t row, uint16_t column, const uint8_t *text, size_t length) {
  const char *cleaned = clean(book, text, length < 900 ? length : 900);
  if (!cleaned) return LXW_ERROR_MEMORY_MALLOC_FAILED;
  lxw_comment_options options = {.author = "guiyi", .width = 260, .height = 96, .font_size = 9};
  return worksheet_write_comment_opt(book->sheet, row, column, cleaned, &options);
}

int guiyi_book_close(guiyi_book *book) {
  int error = workbook_close(book->book);
  free(book->text);
  free(book);
  return error;
}

const char *guiyi_book_error(int code) { return lxw_strerror((lxw_error)code); }
