package awsemulator.data.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerBinaryTest {
  @ParameterizedTest
  @CsvSource({
    "Redis server v=5.0.14 sha=00000000:0 malloc=jemalloc-5.1.0 bits=64, false",
    "Redis server v=6.0.16 sha=00000000:0 malloc=jemalloc-5.1.0 bits=64, false",
    "Redis server v=6.2.11 sha=00000000:0 malloc=jemalloc-5.1.0 bits=64, true",
    "Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64, true",
    "Valkey server v=8.1.1 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64, true",
    "command not found, false",
  })
  void versionsFrom62OnAreNewEnough(String versionLine, boolean enough) {
    assertThat(ServerBinary.newEnough(versionLine)).isEqualTo(enough);
  }
}
