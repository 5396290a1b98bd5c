package awsemulator.states.asl;

/**
 * One way out of a state.
 *
 * @param assign variables to set, or null
 * @param output what the next state gets, or null for what the state has
 * @param next the next state's name, or null where the execution ends here
 */
public record StateExit(JsonTemplate assign, JsonTemplate output, String next) {}
