package remediator.local.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import remediator.local.look.ElapsedTime;
import remediator.local.timeline.TimelineDrawing;
import remediator.notification.Messages;

/**
 * One event as the page shows it.
 *
 * @param id that the summary links to
 */
record EventView(EventReport event, String id, boolean planned) {
  String name() {
    return Path.of(event.event()).getFileName().toString();
  }

  List<FindingView> findings() {
    return IntStream.range(0, event.findings().size())
        .mapToObj(i -> new FindingView(event.findings().get(i), event.sameWorkAsEarlier(i)))
        .toList();
  }

  Optional<TimelineDrawing> drawing() {
    return TimelineDrawing.of(event.timeline());
  }

  /** When its first line was told. */
  String began() {
    return Messages.ENGLISH.time(event.story().getFirst().at().toString());
  }

  /** Each question that people were asked with its answer, if there was one. */
  List<String> questions() {
    List<String> questions = new ArrayList<>();
    for (EventStory.Line line : event.story()) {
      if (line.who().equals(SimulatedPerson.WHO)) {
        if (line.text().startsWith(SimulatedPerson.IS_ASKED)) {
          questions.add(line.text().substring(SimulatedPerson.IS_ASKED.length()) + " No answer.");
        } else if (!questions.isEmpty()) {
          String answer =
              line.text().startsWith(SimulatedPerson.APPROVES) ? "Approved." : "Rejected.";
          questions.add(questions.removeLast().replaceFirst("No answer\\.$", answer));
        }
      }
    }
    return questions;
  }

  /** Who decided at which gate, once for all findings that one flow answered. */
  List<String> decided() {
    return findings().stream()
        .filter(f -> !f.again())
        .flatMap(
            f ->
                f.finding().gates().stream()
                    .map(g -> f.name() + ", " + g.gate() + ": " + g.answer()))
        .toList();
  }

  String sinceStart(EventStory.Line line) {
    return ElapsedTime.since(Duration.between(event.story().getFirst().at(), line.at()));
  }
}
