namespace SecretSentry.EndToEnd.Damage;

/// <summary>Runs the scripts in tests/damage.</summary>
internal static class DamageScripts
{
    /// <summary>
    /// A script runs the program more than a thousand times. That takes a minute alone, and has taken more than eight on a busy machine.
    /// Each run of the program has its own limit in the script.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    public static Run Run(string script, params string[] arguments) =>
        Programs.Start("python3", Programs.Top, [Path.Combine(Programs.Top, "tests", "damage", script), .. arguments],
            patience: Patience);
}
