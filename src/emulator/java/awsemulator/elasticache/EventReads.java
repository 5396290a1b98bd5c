package awsemulator.elasticache;

import awsemulator.elasticache.rules.MarkerPage;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.RegionInventory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.elasticache.model.DescribeEventsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeEventsResponse;
import software.amazon.awssdk.services.elasticache.model.Event;

/** DescribeEvents. */
final class EventReads {
  private static final Duration KEPT = Duration.ofDays(14);
  private static final int USUAL_MINUTES = 60;
  private final CloudEstate estate;

  EventReads(CloudEstate estate) {
    this.estate = estate;
  }

  /** Fourteen days back; without times, the last sixty minutes. */
  DescribeEventsResponse events(RegionInventory inventory, DescribeEventsRequest request) {
    if (request.sourceIdentifier() != null && request.sourceTypeAsString() == null) {
      throw ElastiCacheError.combination("SourceType is needed with SourceIdentifier.");
    }
    Instant now = estate.now();
    Instant to = Objects.requireNonNullElse(request.endTime(), now);
    int minutes = Objects.requireNonNullElse(request.duration(), USUAL_MINUTES);
    Instant from =
        Objects.requireNonNullElse(request.startTime(), to.minus(Duration.ofMinutes(minutes)));
    Instant oldest = now.minus(KEPT);
    List<Event> events =
        estate.journal().events(inventory.place(), from.isBefore(oldest) ? oldest : from, to);
    List<Event> asked =
        events.stream()
            .filter(e -> AccountReads.fits(request.sourceIdentifier(), e.sourceIdentifier()))
            .filter(e -> AccountReads.fits(request.sourceTypeAsString(), e.sourceTypeAsString()))
            .toList();
    List<Integer> order = IntStream.range(0, asked.size()).boxed().toList();
    MarkerPage<Integer> page =
        MarkerPage.of(order, String::valueOf, request.maxRecords(), request.marker(), 20, 100);
    return DescribeEventsResponse.builder()
        .events(page.items().stream().map(asked::get).toList())
        .marker(page.marker())
        .build();
  }
}
