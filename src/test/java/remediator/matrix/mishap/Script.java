package remediator.matrix.mishap;

import java.util.List;

/**
 * How a flow goes when nothing goes wrong.
 *
 * @param seen the product's calls, in order
 * @param scenes every moment at which somebody could act, in order
 * @param made ARNs of the groups and snapshots that the product makes, in order
 */
public record Script(List<Seen> seen, List<Scene> scenes, List<String> made) {
  public static final Script EMPTY = new Script(List.of(), List.of(), List.of());

  /** With only those names that another run of the same flow has taken too. */
  public Script foreseeing(Script other) {
    return new Script(seen, scenes, made.stream().filter(other.made::contains).toList());
  }
}
