package awsemulator.cloud;

import java.util.Map;

/** An HTTP answer; its body is UTF-8 text. */
public record HttpReply(int status, Map<String, String> headers, String body) {}
