package awsemulator.elasticache.parameters;

import static awsemulator.elasticache.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.elasticache.LocalCloud;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.elasticache.model.DescribeEngineDefaultParametersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeEngineDefaultParametersResponse;
import software.amazon.awssdk.services.elasticache.model.EngineDefaults;
import software.amazon.awssdk.services.elasticache.model.Parameter;

/** What parameters each family has, as a caller finds out who trusts no table. */
class ParameterFamiliesTest {
  private final LocalCloud cloud = new LocalCloud();

  private EngineDefaults page(String family, String marker) {
    return cloud
        .call(
            DescribeEngineDefaultParametersRequest.builder()
                .cacheParameterGroupFamily(family)
                .maxRecords(20)
                .marker(marker)
                .build(),
            DescribeEngineDefaultParametersResponse.class)
        .engineDefaults();
  }

  private List<Parameter> all(String family) {
    List<Parameter> all = new ArrayList<>();
    EngineDefaults page = page(family, null);
    all.addAll(page.parameters());
    while (page.marker() != null) {
      page = page(family, page.marker());
      all.addAll(page.parameters());
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "redis2.8,min-slaves-to-write",
    "redis3.2,min-slaves-to-write",
    "redis4.0,min-slaves-to-write",
    "redis5.0,min-replicas-to-write",
    "redis6.x,min-replicas-to-write",
    "redis7,min-replicas-to-write",
    "valkey7,min-replicas-to-write",
    "valkey8,min-replicas-to-write",
    "valkey9,min-replicas-to-write"
  })
  void oneParameterHoldsWritesAndEveryPageTogetherHasIt(String family, String name) {
    List<Parameter> found =
        all(family).stream()
            .filter(p -> p.parameterName().matches("min-(slaves|replicas)-to-write"))
            .toList();

    assertThat(found)
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.parameterName()).isEqualTo(name);
              assertThat(p.allowedValues()).isEqualTo("0-");
              assertThat(p.changeTypeAsString()).isEqualTo("immediate");
              assertThat(p.isModifiable()).isTrue();
              assertThat(p.parameterValue()).isEqualTo("0");
            });
  }

  @Test
  void theOldestFamilyHasNoSuchParameter() {
    assertThat(all("redis2.6")).isNotEmpty().noneMatch(p -> p.parameterName().startsWith("min-"));
  }

  @Test
  void aParameterWithoutAValueHasNone() {
    assertThat(all("redis7"))
        .filteredOn(p -> p.parameterName().equals("notify-keyspace-events"))
        .singleElement()
        .satisfies(p -> assertThat(p.parameterValue()).isNull());
  }

  @Test
  void refusesAFamilyThatThereIsNot() {
    assertRefused(
        () -> page("redis8", null),
        "InvalidParameterValue",
        "CacheParameterGroupFamily redis8 is not a valid parameter group family.");
  }

  @Test
  void asksForTheFamily() {
    assertRefused(
        () -> page(null, null),
        "MissingParameter",
        "The parameter CacheParameterGroupFamily must be provided.");
  }
}
