package remediator.live.ask;

import java.util.List;
import java.util.stream.Stream;
import remediator.live.core.Expectation;

/**
 * All expectations, in the order in which they are asked: later ones use what earlier ones made.
 */
public final class ExpectationCatalog {
  private ExpectationCatalog() {}

  public static List<Expectation> all() {
    return Stream.of(
            RuleExpectations.all(),
            MachineExpectations.all(),
            PolicyExpectations.all(),
            CatalogExpectations.all(),
            StackExpectations.all(),
            DenialExpectations.all(),
            StackExpectations.removal(),
            TlsExpectations.all(),
            AuthExpectations.all(),
            TlsExpectations.back(),
            SnapshotExpectations.all(),
            CloneExpectations.all(),
            ShapeExpectations.all(),
            FreezeExpectations.all(),
            FindingExpectations.all())
        .flatMap(List::stream)
        .toList();
  }
}
