package remediator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.workflow.retire.DeletionGuard;

/** People read what a flow is at in words, never by the name that the state machine has for it. */
class StepPhrasesTest {
  private static final Set<String> STEPS = steps();

  /** After it a flow has ended. */
  private static final String LAST = "CompleteFlow";

  private static Set<String> steps() {
    Set<String> steps = new TreeSet<>(StepRegistry.WORKING.keySet());
    steps.addAll(StepRegistry.retiring(DeletionGuard::new).keySet());
    return steps;
  }

  private static Set<String> phrases(String language, String prefix) {
    Set<String> found = new TreeSet<>();
    ResourceBundle.getBundle("remediator.notification.messages", Locale.of(language))
        .keySet()
        .forEach(
            key -> {
              if (key.startsWith(prefix)) {
                found.add(key.substring(prefix.length()));
              }
            });
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void everyStepHasItsPhraseAndNoPhraseIsOfAStepThatIsNot(String language) {
    assertThat(phrases(language, "page.step.")).isEqualTo(STEPS);
    Set<String> before = new TreeSet<>(STEPS);
    before.remove(LAST);
    assertThat(phrases(language, "page.next.")).isEqualTo(before);
  }
}
