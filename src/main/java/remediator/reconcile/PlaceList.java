package remediator.reconcile;

import java.util.ArrayList;
import java.util.List;
import remediator.aws.AccountRegion;
import remediator.ledger.StoredLines;

/**
 * The accounts and Regions that one reconciliation is to look at, kept in the ledger's table in
 * rows of a thousand: Step Functions passes on 256 KB, and ten thousand of them have more.
 */
public final class PlaceList {
  private static final int IN_A_ROW = 1000;

  private final StoredLines lines;

  public PlaceList(StoredLines lines) {
    this.lines = lines;
  }

  /** Writes them down, in place of those of the last run; of more rows than these none is read. */
  public void write(List<AccountRegion> places) {
    for (int from = 0; from < places.size(); from += IN_A_ROW) {
      List<AccountRegion> row = places.subList(from, Math.min(places.size(), from + IN_A_ROW));
      lines.write(key(from), row.stream().map(PlaceList::text).toList());
    }
  }

  /**
   * Reads some of them.
   *
   * @param from index of the first
   * @return those that follow in its row; empty after the last
   */
  public List<AccountRegion> read(int from) {
    List<AccountRegion> row = new ArrayList<>();
    for (String line : lines.read(key(from))) {
      String[] parts = line.split(" ", -1);
      row.add(new AccountRegion(parts[0], parts[1], parts[2]));
    }
    return row.subList(Math.min(row.size(), from % IN_A_ROW), row.size());
  }

  private static String key(int from) {
    return "#places " + from / IN_A_ROW;
  }

  private static String text(AccountRegion place) {
    return place.partition() + " " + Reconciler.name(place);
  }
}
