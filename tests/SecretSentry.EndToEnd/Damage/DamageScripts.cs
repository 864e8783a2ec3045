namespace SecretSentry.EndToEnd.Damage;

/// <summary>Runs the scripts in tests/damage.</summary>
internal static class DamageScripts
{
    public static Run Run(string script, params string[] arguments) =>
        Programs.Start("python3", Programs.Top, [Path.Combine(Programs.Top, "tests", "damage", script), .. arguments]);
}
