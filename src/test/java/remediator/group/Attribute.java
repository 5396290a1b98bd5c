package remediator.group;

/**
 * What becomes of one attribute that Describe tells.
 *
 * @param name the API's
 * @param why where its value comes from or goes to, or why it needs none
 */
record Attribute(String name, Rule rule, String why) {
  /** How it is dealt with. */
  enum Rule {
    /** Is an attribute of the read model, so it is carried over and compared. */
    COMPARED,
    /** Follows from the group's name, its state or its age; read for other ends. */
    DERIVED,
    /** Says nothing that another attribute does not say. */
    IGNORED
  }

  static Attribute compared(String name, String why) {
    return new Attribute(name, Rule.COMPARED, why);
  }

  static Attribute derived(String name, String why) {
    return new Attribute(name, Rule.DERIVED, why);
  }

  static Attribute ignored(String name, String why) {
    return new Attribute(name, Rule.IGNORED, why);
  }
}
