package remediator.scale.measure;

/**
 * An event on a group of an estate.
 *
 * @param group its index
 * @param control the control that failed
 * @param visit how often an event on the group has come before
 */
public record FindingEvent(int group, String control, int visit) {}
