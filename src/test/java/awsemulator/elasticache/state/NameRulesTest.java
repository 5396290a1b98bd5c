package awsemulator.elasticache.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.elasticache.endpoints.EndpointNames;
import awsemulator.elasticache.endpoints.RegionCodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameRulesTest {
  private static final CloudPlace HERE = new CloudPlace("111122223333", "ap-northeast-1", "aws");

  @ParameterizedTest
  @CsvSource({
    "us-east-1,use1",
    "us-west-2,usw2",
    "ap-northeast-1,apne1",
    "ap-southeast-2,apse2",
    "ca-central-1,cac1",
    "eu-central-1,euc1",
    "us-gov-west-1,usgw1",
    "cn-northwest-1,cnnw1",
    "me-south-1,mes1",
    // Of partitions and Regions that came later, or will.
    "eusc-de-east-1,euscdee1",
    "us-isob-east-1,usisobe1",
    "ap-anywhere-7,apanywhere7"
  })
  void shortensRegions(String region, String code) {
    assertThat(RegionCodes.of(region)).isEqualTo(code);
  }

  @Test
  void refusesWhatIsNoRegion() {
    assertThatThrownBy(() -> RegionCodes.of("nowhere")).hasMessage("\"nowhere\" is not a Region");
  }

  @Test
  void namesEndpointsWithoutTls() {
    EndpointNames names = new EndpointNames(HERE, "orders", "abc123", false);
    assertThat(names.primary()).isEqualTo("orders.abc123.ng.0001.apne1.cache.amazonaws.com");
    assertThat(names.reader()).isEqualTo("orders-ro.abc123.ng.0001.apne1.cache.amazonaws.com");
    assertThat(names.configuration())
        .isEqualTo("orders.abc123.clustercfg.apne1.cache.amazonaws.com");
    assertThat(names.node("orders-001"))
        .isEqualTo("orders-001.abc123.0001.apne1.cache.amazonaws.com");
  }

  @Test
  void namesEndpointsWithTls() {
    EndpointNames names = new EndpointNames(HERE, "orders", "abc123", true);
    assertThat(names.primary()).isEqualTo("master.orders.abc123.apne1.cache.amazonaws.com");
    assertThat(names.reader()).isEqualTo("replica.orders.abc123.apne1.cache.amazonaws.com");
    assertThat(names.configuration())
        .isEqualTo("clustercfg.orders.abc123.apne1.cache.amazonaws.com");
    assertThat(names.node("orders-001"))
        .isEqualTo("orders-001.orders.abc123.apne1.cache.amazonaws.com")
        .endsWith("." + names.certificateSuffix());
  }

  @Test
  void hasOneHashForAnAccountInARegion() {
    assertThat(HERE.hash()).matches("[a-z0-9]{6}");
    assertThat(new CloudPlace("111122223333", "ap-northeast-1", "aws").hash())
        .isEqualTo(HERE.hash());
    assertThat(new CloudPlace("111122223333", "eu-west-1", "aws").hash()).isNotEqualTo(HERE.hash());
  }

  @Test
  void ordersEngineVersionsAsAwsDoes() {
    assertThat(new EngineRelease("redis", "7.0.4").tlsOnline()).isFalse();
    assertThat(new EngineRelease("redis", "7.0.5").tlsOnline()).isTrue();
    assertThat(new EngineRelease("valkey", "7.2.6").tlsOnline()).isTrue();
    assertThat(new EngineRelease("redis", "7.0.10"))
        .isGreaterThan(new EngineRelease("redis", "7.0.9"));
    assertThat(new EngineRelease("redis", "3.2.6").family()).isEqualTo("redis3.2");
    assertThat(new EngineRelease("redis", "5.0.6").family()).isEqualTo("redis5.0");
    assertThat(new EngineRelease("redis", "6.2.6").family()).isEqualTo("redis6.x");
    assertThat(new EngineRelease("valkey", "8.1.0").family()).isEqualTo("valkey8");
  }
}
