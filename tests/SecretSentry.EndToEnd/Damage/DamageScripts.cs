namespace SecretSentry.EndToEnd.Damage;

/// <summary>Runs the scripts in tests/damage.</summary>
internal static class DamageScripts
{
    /// <summary>A script runs the program hundreds of times, which takes minutes on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    public static Run Run(string script, params string[] arguments) =>
        Programs.Start("python3", Programs.Top, [Path.Combine(Programs.Top, "tests", "damage", script), .. arguments],
            patience: Patience);
}
