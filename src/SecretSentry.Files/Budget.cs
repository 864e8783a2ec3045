using System.Globalization;

namespace SecretSentry.Files;

/// <summary>
/// A limit on what a repository can make the program do. What exceeds it is an error or a gap that names the limit. The person who runs the
/// program can change it, and a repository cannot (<see cref="Budgets"/>).
/// </summary>
public sealed class Budget
{
    internal Budget(string name, long value, bool isInBytes, string limits) =>
        (Name, Default, Value, IsInBytes, Limits) = (name, value, value, isInBytes, limits);

    /// <summary>Name, as in <c>git-names</c>.</summary>
    public string Name { get; }

    /// <summary>The value when nobody has changed it.</summary>
    public long Default { get; }

    /// <summary>The value in force.</summary>
    public long Value { get; internal set; }

    /// <summary>Whether the value is a number of bytes.</summary>
    public bool IsInBytes { get; }

    /// <summary>What is limited, for the documentation.</summary>
    public string Limits { get; }

    /// <summary>The value in force, as a length of an array.</summary>
    public int Length => (int)Math.Min(Value, Array.MaxLength);

    /// <summary>Returns a value as text, such as "64 MiB" or "10,000".</summary>
    public string Format(long value)
    {
        string[] units = IsInBytes ? ["bytes", "KiB", "MiB", "GiB"] : [""];
        var unit = 0;
        for (; unit < units.Length - 1 && value >= 1024 && value % 1024 == 0; unit++)
        {
            value /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:N0} {units[unit]}").TrimEnd();
    }

    /// <summary>Returns the value in force and how to change it, for messages.</summary>
    public override string ToString() => $"the limit is {Format(Value)}; to change it, set {Budgets.Variable}={Name}=N";
}
