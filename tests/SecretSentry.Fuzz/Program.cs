using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Start;

namespace SecretSentry.Fuzz;

/// <summary>
/// The program: <c>run</c>, <c>check</c>, <c>report</c>, <c>replay</c> (README.md). Nothing here may use a type of the tested projects:
/// they are loaded
/// only in a worker, instrumented.
/// </summary>
internal static class Program
{
    private const string Usage = """
        usage: SecretSentry.Fuzz run [--target NAME[,NAME]|all] [--inputs N] [--minutes M] [--until-quiet] [--seed N] [--state DIR]
               SecretSentry.Fuzz check [--inputs N] [--seed N] [--state DIR]
               SecretSentry.Fuzz report [--state DIR]
               SecretSentry.Fuzz replay --target NAME FILE
        """;

    /// <summary>Exit codes: 0 no failure, 1 failures, 2 usage.</summary>
    private static int Main(string[] arguments)
    {
        if (FuzzOptions.Parse(arguments) is not { } options)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        return options.Command switch
        {
            "run" => new Supervisor(options).Run(),
            "report" => StatusTable.Print(options.State),
            _ => InstrumentedCode.CallWorker(arguments, options),
        };
    }
}
