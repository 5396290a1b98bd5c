package remediator.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import remediator.notification.ClientGuide;

/** The page of client libraries shows what messages say, and where each line was checked. */
class ClientsDocTest {
  private static final Path PAGE = Path.of("src/docs/clients.md");

  @Test
  void showsEveryLibraryAsMessagesDo() {
    assertThat(DocPages.prose(PAGE))
        .containsSubsequence(
            ClientGuide.LIBRARIES.stream()
                .map(
                    l ->
                        "| %s | `%s` | `%s` | `%s` |"
                            .formatted(l.name(), l.tls(), l.cluster(), l.auth()))
                .toList());
  }

  @Test
  void saysHowARefusedWriteLooksAndWhereThatWasChecked() {
    assertThat(ClientGuide.LIBRARIES)
        .allSatisfy(
            l ->
                assertThat(DocPages.prose(PAGE))
                    .filteredOn(
                        row -> row.startsWith("| %s | `%s` | ".formatted(l.name(), l.refused())))
                    .hasSize(1)
                    .allMatch(row -> DocPages.cells(row).size() == 3));
  }
}
