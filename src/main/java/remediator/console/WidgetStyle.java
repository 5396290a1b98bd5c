package remediator.console;

import remediator.approval.Html;

/** How the widget looks, light and dark. It may have a style of its own and no script. */
final class WidgetStyle {
  static final String SHEET = Html.sheet(WidgetStyle.class, "widget.css");

  private WidgetStyle() {}
}
