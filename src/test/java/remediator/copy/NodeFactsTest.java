package remediator.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.copy.node.CopyProblemException;
import remediator.copy.node.NodeFacts;

/** What follows from the versions that engines tell; servers of most of them cannot be had here. */
class NodeFactsTest {
  private static NodeFacts node(String engine, int firstSlot, int slots) {
    String[] words = engine.split(" ", 2);
    Map<String, String> info = new HashMap<>();
    info.put("redis_version", words[0].equals("valkey") ? "7.2.4" : words[1]);
    if (words[0].equals("valkey")) {
      info.put("valkey_version", words[1]);
    }
    BitSet own = new BitSet();
    own.set(firstSlot, firstSlot + slots);
    return new NodeFacts("n", true, own, info);
  }

  private static NodeFacts node(String engine) {
    return node(engine, 0, NodeFacts.SLOTS);
  }

  @ParameterizedTest(name = "{0} to {1}: too old {2}")
  @CsvSource({
    "redis 6.2.11,redis 6.2.5,false",
    "redis 6.2.6,redis 7.0.7,false",
    "redis 5.0.6,redis 7.1.0,false",
    "redis 7.0.7,redis 6.2.14,true",
    "redis 7.1.0,redis 7.0.7,true",
    "redis 5.0.6,valkey 7.2.6,false",
    "redis 7.1.0,valkey 8.0.1,false",
    "valkey 7.2.6,valkey 8.1.0,false",
    "valkey 8.1.0,valkey 8.0.9,true",
    "valkey 9.0.0,valkey 9.0.1,false",
    "valkey 8.0.1,redis 7.1.0,true"
  })
  void whatAnEngineDumpsGoesIntoOneOfItsVersionOrLater(String from, String to, boolean tooOld) {
    assertThat(node(to).isOlderThan(node(from))).isEqualTo(tooOld);
  }

  @ParameterizedTest
  @CsvSource({
    "redis 4.0.10,false,false",
    "redis 5.0.6,true,false",
    "redis 6.2.6,true,false",
    "redis 7.0.7,true,true",
    "valkey 7.2.6,true,true"
  })
  void whatAnEngineCanIsToldByItsVersion(String engine, boolean absoluteExpiry, boolean functions) {
    assertThat(node(engine).takesAbsoluteExpiry()).isEqualTo(absoluteExpiry);
    assertThat(node(engine).hasFunctions()).isEqualTo(functions);
  }

  @Test
  void aShareIsCountedInSlots() {
    assertThat(node("redis 7.0.7", 0, 100).shareOf(node("redis 7.0.7", 75, 400))).isEqualTo(0.25);
    assertThat(node("redis 7.0.7", 0, 100).shareOf(node("redis 7.0.7", 100, 1))).isZero();
  }

  /** A cursor must not go on at a process of which nothing tells that it is the same. */
  @Test
  void aNodeWithoutARunIdIsRefused() {
    assertThatThrownBy(() -> node("redis 7.0.7").identity())
        .isInstanceOf(CopyProblemException.class)
        .hasMessageContaining("tells no run_id");
  }
}
