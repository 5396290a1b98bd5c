package awsemulator.states.lambda;

/** What a function wrote to its log in one call of the logger, without the line's end. */
public record LogLine(String function, String text) {}
