"""The parts every screen is built of. Domain-free: they know Korean words, not cases.

Import each part from its own module; this page is the map.

surface       Label(text, role="body|strong|title|figure", tone="ink|ink2|ink3|pas|fail|rev|
              accent", bold, elide, wrap) .set_tone .set_bold; Pane(surface, boxed);
              Rule(vertical); SectionHead(title, note, *right, px) .set_title .set_note;
              line_of(*parts, spacing): widget, int gap or None stretch; fill; restyle(widget)
marks         Mark(mark, size); MarkWord(mark, word) .set_mark; paint_mark(painter, rect, mark,
              on=, tone=); MARK_WORDS, MARK_TONES, LOUD. Marks: pas fail rev mis na
icons         Icon(name, tone=, size=); icon(name, tone) -> QIcon; paint_icon. Names are the
              files of resources/icons
chips         Chip(text, tone="neutral|status|practice|rev|fail|pas"); KeyCap("Ctrl+K")
buttons       Button(text, kind="plain|primary|quiet|icon", icon_name=, name=);
              Act(text, kind, key=, icon_name=, shortcut=True): .triggered .set_blocked(reason)
field         LabelledField, TypedField: signals edited(object) committed(object)
              bad_changed(bool); set_value (never emits) value set_error(text|None) is_bad
              error set_help(text, tone) set_label set_read_only text control line_below
typed_fields  TextField(label, check=, placeholder=, max_length=) -> str; MoneyField -> won;
              DateField(newest_year=) .set_boundary(reason) -> date; IntField(unit=, minimum=,
              maximum=) -> int; AreaField -> hundredths of a ㎡; FractionField -> (part, whole).
              All take help_text= and required=; value() is None when empty or unreadable
rrn_field     RrnField(label, check=): set_masked("900101-1******"), reveal_requested,
              reveal(digits, seconds), hide_again, value() -> typed digits or None
choice_fields ComboField(label, [(value, word)], empty=, placeholder=) .set_items;
              CheckField(label, words=("예", "아니오", "모름")) -> True | False | None
grid          FieldGrid(columns=12) .add(field, span, least=112, new_row=) .clear .relay
reading       read_/write_ money, date, area, share, count; Unreadable
table_model   Column(title, width=0, align="l|r|c"); Row and Cell dicts; DictTableModel
table         make_table(columns, header=, flat=, many=, name=) -> Table: opened(id) why(id)
              row_changed(id); set_rows update_row current_id selected_ids select_id
              fit_height; .rows_model.append_rows set_more more_wanted
finding_list  finding_row(id, mark, item, word= value= limit= margin= clause= item_note=);
              group_row(id, title, note); FindingList: set_findings update_finding
              open_question(id, widget) close_question next_open counts; opened = go to field
review_question  ReviewQuestion(question, quote, [(value, words)], officer): answered(object,
              str) reopened; choose focus_first set_answered(words, who, when) set_voided set_open
price_bar     PriceBar(PriceBarData(price, (Segment(label, amount, tone),), (LimitLine(label,
              limit, used_label, used),)), small=); a cell {"bar": PriceBarData} draws it small
feedback      Banner(tone, text, act) .acted .say; EmptyState(title, body, first, second, key=)
              first_pressed second_pressed; Toast(host) .show_message(text) .undo;
              ProgressPanel .start .set_progress .finish stop_requested act_pressed; KeyHints
rail          Rail([RailItem(key, word, icon, number)]) chosen(key) set_current set_badge
section_list  SectionList([SectionItem(key, word, mark, count)], horizontal=, shortcuts=)
              chosen(key) set_items set_mark set_current
search_box    SearchBox(placeholder, key=): text_settled(str) submitted(str) stepped(±1) closed
pdf_view      PdfView .show_pdf(data, name) .clear .say .data(): printed save_wanted(path, data);
              ask_path and ask_printer may be given
calendar_strip  CalendarStrip .set_days(days, today, bands=, holidays=, counts=) day_chosen
"""
