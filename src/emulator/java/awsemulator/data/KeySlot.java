package awsemulator.data;

import java.util.Arrays;

/** The hash slot of a key ("Redis cluster specification", key distribution model). */
final class KeySlot {
  private static final int POLYNOMIAL = 0x1021;

  private KeySlot() {}

  /** 0 to 16383; where the key has a hash tag, as in {@code {user1}.name}, only that counts. */
  static int of(byte[] key) {
    return crc16(tag(key)) % SlotRanges.COUNT;
  }

  private static byte[] tag(byte[] key) {
    int open = indexOf(key, '{', 0);
    int close = open < 0 ? -1 : indexOf(key, '}', open + 1);
    return close > open + 1 ? Arrays.copyOfRange(key, open + 1, close) : key;
  }

  private static int indexOf(byte[] key, char wanted, int from) {
    for (int i = from; i < key.length; i++) {
      if (key[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** CRC-16/XMODEM: polynomial 0x1021, starting from 0, neither reflected nor inverted. */
  static int crc16(byte[] bytes) {
    int crc = 0;
    for (byte b : bytes) {
      crc ^= (b & 0xFF) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) != 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
      }
    }
    return crc & 0xFFFF;
  }
}
