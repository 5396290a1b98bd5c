package awsemulator.data.account;

/**
 * One write command that the server has acknowledged.
 *
 * @param sequence of the client's writes, counting from 1
 * @param key without what a kind adds to it
 * @param place within the key, empty for all of it; null where the key keeps every write
 */
public record AccountedWrite(long sequence, WriteKind kind, String key, String place) {}
