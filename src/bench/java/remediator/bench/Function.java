package remediator.bench;

import java.nio.file.Path;

/**
 * A Lambda function, unpacked as Lambda unpacks it: classes in the folder, jars in {@code lib/}.
 *
 * @param handler such as {@code remediator.FindingHandler::handleRequest}
 */
record Function(String name, Path folder, String handler) {}
