using System.Globalization;

namespace SecretSentry.Policy.Rules;

/// <summary>
/// A TOML table with line numbers. It knows the file that it comes from, so every error names file and line. Values are string, long,
/// double, bool, <see cref="List{T}"/> of them, and <see cref="TomlTree"/>. <see cref="TomlParser"/> makes it.
/// </summary>
/// <param name="file">Name of the file, for messages.</param>
/// <param name="line">Line of the table's header, from 1.</param>
internal sealed class TomlTree(string file, int line)
{
    private readonly Dictionary<string, (object Value, int Line)> _entries = new(StringComparer.Ordinal);

    /// <summary>Name of the file, for messages.</summary>
    public string File { get; } = file;

    /// <summary>File and line of the table's header, as <c>file:line</c>.</summary>
    public string Location => FormatLocation(line);

    /// <summary>The keys in file order.</summary>
    public IEnumerable<string> Keys => _entries.Keys;

    /// <summary>Returns the value of a key. Returns null when the table does not contain the key.</summary>
    public object? Value(string key) => _entries.TryGetValue(key, out var entry) ? entry.Value : null;

    /// <summary>Returns file and line of a key. Returns those of the header when the table does not contain the key.</summary>
    public string GetLocation(string key) => FormatLocation(_entries.TryGetValue(key, out var entry) ? entry.Line : line);

    /// <summary>
    /// Returns the tables of <paramref name="key"/>: from <c>[[key]]</c>, from <c>[key]</c>, or from an array of inline tables.
    /// </summary>
    public IEnumerable<TomlTree> GetTables(string key) => Value(key) switch
    {
        TomlTree table => [table],
        List<object> many => many.OfType<TomlTree>(),
        _ => [],
    };

    /// <summary>Returns a string. Returns an empty one when the table does not contain the key.</summary>
    /// <exception cref="RuleFileException">The value is no string.</exception>
    public string ReadText(string key) => Value(key) switch
    {
        null => "",
        string text => text,
        _ => throw CreateTypeError(key, "a string"),
    };

    /// <summary>Returns an array of strings. Returns an empty one when the table does not contain the key.</summary>
    /// <exception cref="RuleFileException">The value is no array of strings.</exception>
    public string[] ReadTexts(string key) => Value(key) switch
    {
        null => [],
        List<object> list when list.TrueForAll(item => item is string) => [.. list.Cast<string>()],
        _ => throw CreateTypeError(key, "an array of strings"),
    };

    /// <summary>Returns a number that is not negative. Returns 0 when the table does not contain the key.</summary>
    /// <exception cref="RuleFileException">The value is no number, or it is negative.</exception>
    public double ReadNumber(string key) => Value(key) switch
    {
        null => 0,
        long whole and >= 0 => whole,
        double number and >= 0 => number,
        _ => throw CreateTypeError(key, "a number that is not negative"),
    };

    /// <summary>Returns a whole number.</summary>
    /// <exception cref="RuleFileException">The table does not contain the key, or the value is not from <paramref name="least"/> to
    /// <paramref name="most"/>.</exception>
    public long ReadInteger(string key, long least, long most) => Value(key) is long number && number >= least && number <= most
        ? number
        : throw CreateTypeError(key, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    /// <summary>Returns a flag.</summary>
    /// <exception cref="RuleFileException">The table does not contain the key, or the value is not true or false.</exception>
    public bool ReadFlag(string key) => Value(key) as bool? ?? throw CreateTypeError(key, "true or false");

    /// <summary>
    /// Returns one of several strings, compared without case, as it is written. Returns an empty string when the table does not contain the
    /// key.
    /// </summary>
    /// <exception cref="RuleFileException">The value is not in <paramref name="valid"/>.</exception>
    public string ReadChoice(string key, IReadOnlyCollection<string> valid)
    {
        var text = ReadText(key);
        return text.Length == 0 || valid.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? text
            : throw CreateError(key, $"'{key}' is '{Quoted.Shorten(text)}'; valid values are {string.Join(", ", valid)}");
    }

    /// <summary>
    /// Returns the member of an enumeration that a string names, without case. Returns <paramref name="missing"/> when the table does not
    /// contain the key.
    /// </summary>
    /// <exception cref="RuleFileException">The value names no member.</exception>
    public T ReadEnum<T>(string key, T missing)
        where T : struct, Enum
    {
        var text = ReadChoice(key, [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())]);
        return text.Length == 0 ? missing : Enum.Parse<T>(text, ignoreCase: true);
    }

    /// <summary>Returns the keys that are not in <paramref name="valid"/>, in file order.</summary>
    public IEnumerable<string> FindUnknownKeys(string[] valid) => Keys.Where(key => !valid.Contains(key, StringComparer.Ordinal));

    /// <summary>Requires that every key is in <paramref name="valid"/>.</summary>
    /// <param name="valid">The valid keys.</param>
    /// <param name="where">Part of the file that the table is, for the message.</param>
    /// <exception cref="RuleFileException">A key is not valid. The message names the nearest valid one.</exception>
    public void RejectUnknownKeys(string[] valid, string where)
    {
        foreach (var key in FindUnknownKeys(valid))
        {
            throw CreateError(key, $"unknown key {where}; did you mean '{Nearest.Find(key, valid)}'?");
        }
    }

    /// <summary>Creates an error about a key. The message begins with file and line of the key.</summary>
    public RuleFileException CreateError(string key, string message) => new($"{GetLocation(key)}: {message}");

    /// <summary>Sets the value of a key.</summary>
    internal void Set(string key, object value, int entryLine) => _entries[key] = (value, entryLine);

    /// <summary>
    /// Returns the table at a path below this one. Missing tables are added. With <paramref name="isArray"/> a new table is appended to the
    /// array at the path.
    /// </summary>
    internal TomlTree Open(List<string> path, bool isArray, int entryLine)
    {
        var table = this;
        for (var i = 0; i < path.Count; i++)
        {
            var isLast = i == path.Count - 1;
            table = isLast && isArray ? table.AppendTo(path[i], entryLine) : table.GetOrAddTable(path[i], entryLine);
        }

        return table;
    }

    private TomlTree AppendTo(string key, int entryLine)
    {
        var added = new TomlTree(File, entryLine);
        if (Value(key) is List<object> list)
        {
            list.Add(added);
        }
        else
        {
            Set(key, new List<object> { added }, entryLine);
        }

        return added;
    }

    private TomlTree GetOrAddTable(string key, int entryLine)
    {
        switch (Value(key))
        {
            case TomlTree table:
                return table;
            case List<object> list when list.Count > 0 && list[^1] is TomlTree last:
                return last; // [rules.allowlist] belongs to the latest [[rules]]
            default:
                var added = new TomlTree(File, entryLine);
                Set(key, added, entryLine);
                return added;
        }
    }

    private RuleFileException CreateTypeError(string key, string wanted) => CreateError(key, $"'{key}' must be {wanted}");

    private string FormatLocation(int number) => string.Create(CultureInfo.InvariantCulture, $"{File}:{number}");
}
