using System.Globalization;

namespace SecretSentry.Fuzz.Start;

/// <summary>The command line.</summary>
internal sealed record FuzzOptions
{
    private static readonly string[] Commands = ["run", "check", "report", "replay", "worker", "list"];

    /// <summary>What to do.</summary>
    public required string Command { get; init; }

    /// <summary>Names of targets, separated by commas, or <c>all</c>.</summary>
    public string Target { get; init; } = "all";

    /// <summary>A run tries at least this number of inputs for each target, unless the time is over.</summary>
    public long Inputs { get; init; } = long.MaxValue;

    /// <summary>Minutes for all targets together.</summary>
    public double Minutes { get; init; } = double.MaxValue;

    /// <summary>
    /// Whether <see cref="Inputs"/> counts the inputs of earlier runs too, and a target goes on until a quarter of its inputs brought no
    /// new edge.
    /// </summary>
    public bool IsUntilQuiet { get; init; }

    /// <summary>Whether this worker follows one that ended early. It does not read the inputs that failed before.</summary>
    public bool IsAgain { get; init; }

    /// <summary>Start of the random numbers.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Folder with the corpora, failures and counts.</summary>
    public string State { get; init; } = Path.GetFullPath("artifacts/fuzz");

    /// <summary>The file that <c>replay</c> reads.</summary>
    public string File { get; init; } = "";

    /// <summary>Returns the options; null when they are not valid.</summary>
    public static FuzzOptions? Parse(string[] arguments)
    {
        if (arguments.Length == 0 || !Commands.Contains(arguments[0]))
        {
            return null;
        }

        var options = new FuzzOptions { Command = arguments[0] };
        for (var i = 1; i < arguments.Length; i++)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            var next = arguments[i] switch
            {
                "--until-quiet" => options with { IsUntilQuiet = true },
                "--again" => options with { IsAgain = true },
                "--resume" => options, // every run goes on with what is in the folder
                _ when !arguments[i].StartsWith('-') => options with { File = arguments[i] },
                _ => options.Set(arguments[i], value),
            };
            i += arguments[i].StartsWith('-') && arguments[i] is not ("--until-quiet" or "--again" or "--resume") ? 1 : 0;
            if (next is null)
            {
                return null;
            }

            options = next;
        }

        return options;
    }

    private FuzzOptions? Set(string name, string value) => name switch
    {
        "--target" when value.Length > 0 => this with { Target = value },
        "--inputs" when long.TryParse(value, CultureInfo.InvariantCulture, out var inputs) => this with { Inputs = inputs },
        "--minutes" when double.TryParse(value, CultureInfo.InvariantCulture, out var minutes) => this with { Minutes = minutes },
        "--seed" when ulong.TryParse(value, CultureInfo.InvariantCulture, out var seed) => this with { Seed = seed },
        "--state" when value.Length > 0 => this with { State = Path.GetFullPath(value) },
        _ => null,
    };
}
