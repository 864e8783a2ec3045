using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Reads the text around an anchor (the stem of a telling name, or a form of its own) and returns the named values there. There is one
/// grammar for all languages and formats. The extractor reads at most <see cref="Reach"/> bytes before and <see cref="ReachAfter"/> bytes
/// after the anchor. So it takes linear time and gives the same result wherever a content is cut. A thorough extractor uses no shortcuts.
/// Tests compare the others with it.
/// </summary>
internal ref struct CandidateExtractor(ReadOnlySpan<byte> text, PathFacts path, List<NamedValue> found, bool isThorough = false)
{
    /// <summary>Maximum number of bytes next to an anchor that are read.</summary>
    public const int Reach = 512;

    /// <summary>Maximum number of bytes after an anchor that are read. Values of a list that are farther away are not considered.</summary>
    public const int ReachAfter = Reach + ValueReader.MaxValue;

    /// <summary>Maximum length of a name. A longer run of name characters is data.</summary>
    private const int MaxName = 90;

    /// <summary>Maximum number of bytes of a name before its stem.</summary>
    private const int MaxBefore = 60;

    /// <summary>Maximum number of values of a list that are read.</summary>
    private const int MaxItems = 6;

    /// <summary>Maximum number of arguments after the first one that are read.</summary>
    private const int MaxArguments = 3;

    private readonly ReadOnlySpan<byte> _whole = text;
    private readonly PathFacts _path = path;
    private readonly List<NamedValue> _found = found;
    private readonly bool _isThorough = isThorough;
    private ReadOnlySpan<byte> _text;
    private ValueReader _reader;

    /// <summary>Limits the text to the reach of the anchor at <paramref name="anchor"/>.</summary>
    private void See(int anchor)
    {
        _text = _whole[..Math.Min(_whole.Length, anchor + ReachAfter)];
        _reader = new(_text, _path, _found);
    }

    /// <summary>
    /// Reads the name around the stem from <paramref name="stem"/> to <paramref name="stemEnd"/>. Returns the offset after the name.
    /// </summary>
    public int ReadName(int stem, int stemEnd)
    {
        See(stem);
        var start = FindNameStart(stem);
        var end = FindNameEnd(stemEnd);
        if (start > 0 && _text[start] == '/' && _text[start - 1] == '<')
        {
            return end; // the end of an element, whose beginning is the name
        }

        if (end - start > MaxName)
        {
            start = Math.Max(start, stem - (MaxBefore / 2));
            if (end - stem > MaxBefore)
            {
                return end;
            }
        }

        var dash = FindUnsetDash(start, stemEnd, end);
        end = dash > 0 ? dash : end;
        var after = dash > 0 ? new(ValueOperator.Unset, dash + 1, IsNameQuoted: false, Blanks: 0) : AfterName.Read(_text, end);
        var member = ValueMembers.FindValueAfter(_text, end);
        if (_isThorough || NameProspects.MayFollow(_text, start))
        {
            ReadBefore(start, end);
        }

        var mayJoin = _isThorough ? MayJoin(after) : NameProspects.MayHaveValue(_text, start, end, after, _path);
        var (scheme, column) = (AuthorizationSchemes.FindValueAfter(_text, start, end), SqlColumns.FindValueAfter(_text, start, end));
        var (far, cells, isPair) = (FarValues.FindAfter(_text, start, end), TableCells.FindSeparator(_text, start, end),
            IsPairNamed(start, end));
        if (member >= 0 || mayJoin || scheme >= 0 || column >= 0 || far.Offset >= 0 || cells != 0 || isPair
            || PasswordTools.IsTool(_text, start))
        {
            var site = LineSite.Read(_text, start);
            var isOpened = start > 0 && ByteText.IsQuote(_text[start - 1]) && !after.IsNameQuoted && after.Operator == ValueOperator.None;
            var name = new NameSite(start, end, site.IsInString || isOpened, site.IsInComment);
            ReadFar(far, name);
            ReadCells(cells, name);
            if ((!isPair || !TryReadPair(after, name)) && (scheme < 0 || !TryReadScheme(scheme, name)) && !TryReadElsewhere(column, name))
            {
                ReadNamed(name, site, after, member);
            }
        }

        return end;
    }

    /// <summary>
    /// Reads a value before its name: the value that the name is compared with, or the member "value" of the same object.
    /// </summary>
    private void ReadBefore(int start, int end)
    {
        if (Comparisons.FindValueBefore(_text, start) is { End: > 0 } compared)
        {
            EmitBefore(start, end, compared, ValueOperator.Equal);
        }
        else if (ValueMembers.FindValueBefore(_text, start) is { End: > 0 } before)
        {
            EmitBefore(start, end, before, ValueOperator.ValueMember);
        }
        else if (SpokenValues.FindValueBefore(_text, start) is { End: > 0 } spoken)
        {
            EmitBefore(start, end, spoken, ValueOperator.Said);
        }
    }

    private void EmitBefore(int start, int end, (int Start, int End) value, ValueOperator op)
    {
        var site = LineSite.Read(_text, start);
        var quote = value.Start > 0 && ByteText.IsQuote(_text[value.Start - 1]) ? new Quotation(1, _text[value.Start - 1], 0, false).Mark
            : QuoteMark.None;
        _reader.Emit(value.Start, value.End, op, new(start, end, site.IsInString && op == ValueOperator.Equal, site.IsInComment), quote, 0,
            ValueWrapper.None);
    }

    /// <summary>Reads a value that a form of its own leads to.</summary>
    private readonly void ReadFar((int Offset, ValueOperator Operator) far, NameSite name)
    {
        if (far.Offset >= 0 && far.Operator == ValueOperator.Element)
        {
            _reader.ReadElement(far.Offset, name);
        }
        else if (far.Offset >= 0)
        {
            _reader.Read(far.Offset, far.Operator, name, isBare: false);
        }
    }

    /// <summary>
    /// Reads the cells below a name that is a column heading. Cells separated by commas are read only in files of tables and texts.
    /// </summary>
    private readonly void ReadCells(byte separator, NameSite name)
    {
        if (separator == 0
            || (separator != '|' && _path.Kind is not (FileKind.Data or FileKind.Document or FileKind.Bare or FileKind.Unknown)))
        {
            return;
        }

        var column = TableCells.GetColumn(_text, name.Start, separator);
        var row = TableCells.FindNextLine(_text, name.End);
        row = TableCells.IsRule(_text, row) ? TableCells.FindNextLine(_text, row) : row;
        for (var i = 0; i < MaxItems && row < _text.Length && row - name.Start < Reach; i++)
        {
            var cell = TableCells.FindCell(_text, row, column, separator);
            if (cell.End <= cell.Start)
            {
                return;
            }

            _reader.Emit(cell.Start, cell.End, ValueOperator.Pipe, name, QuoteMark.None, 0, ValueWrapper.None);
            row = TableCells.FindNextLine(_text, row);
        }
    }

    private readonly bool IsPairNamed(int start, int end) => LoginPairs.IsNamed(_text[start..end]);

    /// <summary>Reads a user and a password in one value.</summary>
    private bool TryReadPair(AfterName after, NameSite name)
    {
        if (after.Operator is not (ValueOperator.None or ValueOperator.Colon or ValueOperator.Assign) || after.Value >= _text.Length)
        {
            return false;
        }

        var offset = after.Operator == ValueOperator.None && Lexing.FindSaidValue(_text, after.Value) is > 0 and var said ? said
            : after.Value;
        offset = ByteText.Matches(_text, offset, "with "u8) ? Lexing.SkipBlanks(_text, offset + 5) : offset;
        offset = after.Operator == ValueOperator.Colon && EndsLine(offset, after.Operator)
            && Lexing.FindNextLineValue(_text, offset) is > 0 and var next ? next : offset;
        var pair = LoginPairs.Read(_text, offset, LoginPairs.AllowsTightSlash(_text[name.Start..name.End]));
        if (pair.End <= pair.Start)
        {
            return false;
        }

        _reader.Emit(pair.Start, pair.End, ValueOperator.UserColon, new(pair.User, pair.UserEnd, name.IsInString, name.IsInComment),
            QuoteMark.None, 0, ValueWrapper.None);
        return true;
    }

    /// <summary>
    /// Returns whether something after the name may join it to a value. This is the simple form of <see cref="NameProspects"/>.
    /// </summary>
    private readonly bool MayJoin(AfterName after) =>
        after.Operator != ValueOperator.None || after.IsNameQuoted
        || (after.Value < _text.Length && (after.Blanks > 0 || ByteText.IsQuote(_text[after.Value])));

    private readonly int FindNameStart(int stem) => NameRuns.FindStart(_text, stem, Math.Max(0, stem - MaxBefore));

    private readonly int FindNameEnd(int stemEnd)
    {
        var end = NameRuns.FindNameEnd(_text, stemEnd, Math.Min(_text.Length, stemEnd + MaxName));
        while (end > stemEnd && _text[end - 1] is (byte)'.' or (byte)'-')
        {
            end--;
        }

        return end;
    }

    /// <summary>
    /// Finds the dash in <c>${DB_PASSWORD-...}</c>. A shell variable has no dash in its name. The dash begins the default for an unset
    /// variable.
    /// </summary>
    private readonly int FindUnsetDash(int start, int stemEnd, int end)
    {
        var isBraced = start > 1 && _text[start - 1] == '{' && _text[start - 2] == '$';
        return isBraced && _text[stemEnd..end].IndexOf((byte)'-') is >= 0 and var dash ? stemEnd + dash : -1;
    }

    private void ReadNamed(NameSite name, LineSite line, AfterName after, int member)
    {
        if (after.Operator != ValueOperator.Call && IsCallOnlyName(name))
        {
            return;
        }

        if (member >= 0)
        {
            _reader.Read(member, ValueOperator.ValueMember, name, _path.AllowsBareValues);
            if (after.Operator is not (ValueOperator.Colon or ValueOperator.Assign))
            {
                return;
            }
        }

        switch (after.Operator)
        {
            case ValueOperator.None:
                ReadAfterBlanks(name, line, after);
                break;
            case ValueOperator.Comma when !after.IsNameQuoted && Comparisons.IsFirstArgument(_text, name.Start):
                _reader.Read(after.Value, ValueOperator.Equal, name, isBare: false);
                break;
            case ValueOperator.Comma when !after.IsNameQuoted && Setters.IsNameArgument(_text, name.Start):
                _reader.Read(after.Value, ValueOperator.Comma, name, isBare: false);
                break;
            case ValueOperator.Comma when !after.IsNameQuoted && !line.IsSymbol:
                break;
            case ValueOperator.Scope when ByteText.Matches(_text, after.Value, "new("u8)
                && LoginPairs.IsNamed(_text[name.Start..name.End]):
                ReadLogin(LoginCalls.FindArgument(_text, after.Value + 4, 1), name);
                break;
            case ValueOperator.Call when LoginCalls.FindValue(_text, name.End, after.Value) is { } password:
                ReadLogin(password, name);
                break;
            case ValueOperator.Call:
                ReadArguments(name, _reader.Read(after.Value, ValueOperator.Call, name, isBare: false), MaxArguments);
                break;
            case ValueOperator.Element:
                _reader.ReadElement(after.Value, name);
                break;
            case ValueOperator.Colon or ValueOperator.Assign when EndsLine(after.Value, after.Operator):
                ReadNextLine(name, after);
                break;
            case ValueOperator.Assign when _text[name.Start] == '-' && after.Blanks == 0 && _text[after.Value - 1] == ' ':
                break; // an option without a value: the next word is another argument
            default:
                ReadAssigned(name, line, after);
                break;
        }
    }

    /// <summary>
    /// Reads values that are far from their names: those of tools, and that of the <paramref name="column"/> of a statement unless it is
    /// negative.
    /// </summary>
    private readonly bool TryReadElsewhere(int column, NameSite name)
    {
        if (PasswordTools.FindValue(_text, name.Start, name.End) is { End: > 0 } piped)
        {
            _reader.Emit(piped.Start, piped.End, ValueOperator.UserColon, name, QuoteMark.None, 0, ValueWrapper.None);
            return true;
        }

        if (column >= 0)
        {
            _reader.Read(column, ValueOperator.By, name, isBare: false);
        }

        return column >= 0;
    }

    /// <summary>
    /// Returns whether the name indicates a credential only when it is called: <c>login("user", "...")</c>. Elsewhere the name of a user or
    /// a host is next to it.
    /// </summary>
    private readonly bool IsCallOnlyName(NameSite name) => CalledNames.MatchesEnd(_text[name.Start..name.End]);

    private static readonly WordEnds CalledNames = new(
        "login connect sequelize signin getconnection createconnection mysqli pdo ldap_bind ldap_bind_s simple_bind simple_bind_s "
        + "imap_open createuser create_user create_superuser createsuperuser wifi.begin zugangsdaten");

    private readonly bool EndsLine(int offset, ValueOperator op) =>
        offset >= _text.Length || ByteText.IsBreak(_text[offset]) || (op == ValueOperator.Colon && _text[offset] is (byte)'|' or (byte)'>')
            || (op == ValueOperator.Assign && _text[offset] == '\\' && offset + 1 < _text.Length && ByteText.IsBreak(_text[offset + 1]));

    /// <summary>Reads the argument at <paramref name="offset"/> if it is a text.</summary>
    private void ReadLogin(int offset, NameSite name)
    {
        if (offset >= 0)
        {
            _reader.Read(offset, ValueOperator.Login, name, isBare: false);
        }
    }

    private void ReadAssigned(NameSite name, LineSite line, AfterName after)
    {
        if (LoginCalls.IsCall(_text, after.Value))
        {
            return; // the call has a stem of its own
        }

        if (after.Value < _text.Length && _text[after.Value] is (byte)'(' or (byte)'[' && ByteText.Matches(_text, name.End - 4, "auth"u8)
            && LoginCalls.FindArgument(_text, after.Value + 1, 1) is > 0 and var second)
        {
            ReadLogin(second, name); // auth=("user", "...")
            return;
        }

        var end = _reader.Read(SkipJoinedQuote(after.Value), after.Operator, name, _path.AllowsBareValues);
        if (end > 0 && (line.FollowsComma || (after.Value < _text.Length && _text[after.Value] is (byte)'[' or (byte)'{' or (byte)'(')
            || ByteText.ToLower(_text[name.End - 1]) == 's'))
        {
            ReadArguments(name, end, MaxItems);
        }
    }

    /// <summary>
    /// Skips the quote that ends the text of the name, and the operator that joins the next text: <c>"...password=" + "x"</c>
    /// </summary>
    private readonly int SkipJoinedQuote(int offset)
    {
        var p = offset;
        while (p < _text.Length && _text[p] == '\\')
        {
            p++;
        }

        if (p >= _text.Length || !ByteText.IsQuote(_text[p]))
        {
            return offset;
        }

        p = Lexing.SkipBlanks(_text, p + 1);
        if (p >= _text.Length || _text[p] is not ((byte)'+' or (byte)'.' or (byte)'&'))
        {
            return offset;
        }

        p = Lexing.SkipBlanks(_text, p + 1);
        return p < _text.Length && ByteText.IsQuote(_text[p]) ? p : offset;
    }

    private void ReadArguments(NameSite name, int end, int most)
    {
        for (var i = 0; i < most && end > 0 && Lexing.FindNextItem(_text, end) is var next && next >= 0; i++)
        {
            end = _reader.Read(next, ValueOperator.Next, name, isBare: false);
        }
    }

    private void ReadNextLine(NameSite name, AfterName after)
    {
        var start = Lexing.FindNextLineValue(_text, after.Value);
        start = start < 0 && _path.Kind == FileKind.Document && after.Operator == ValueOperator.Colon
            ? Lexing.FindNextLineWord(_text, after.Value) : start;
        if (start < 0 || (_path.AllowsBareValues && after.Operator == ValueOperator.Colon && Lexing.IsKeyLine(_text, start)))
        {
            return;
        }

        var end = _reader.Read(start, ValueOperator.NextLine, name, _path.AllowsBareValues);
        for (var i = 0; i < MaxItems && end > 0 && _path.AllowsBareValues && Lexing.FindNextListItem(_text, end) is var next
            && next >= 0; i++)
        {
            end = _reader.Read(next, ValueOperator.NextLine, name, isBare: true);
        }
    }

    private void ReadAfterBlanks(NameSite name, LineSite line, AfterName after)
    {
        if (after.IsNameQuoted)
        {
            if (Lexing.FindDefault(_text, name.End) is var value && value >= 0)
            {
                _reader.Read(value, ValueOperator.Default, name, isBare: false);
            }

            return;
        }

        var offset = Lexing.SkipFlag(_text, after.Value);
        if (offset >= _text.Length || (after.Blanks == 0 && !ByteText.IsQuote(_text[offset])))
        {
            return;
        }

        if (ByteText.Matches(_text, name.Start, "identified"u8) && Lexing.FindAfterBy(_text, offset) is > 0 and var by)
        {
            _reader.Read(by, ValueOperator.By, name, isBare: true);
        }
        else if (Lexing.FindSaidValue(_text, offset) is var said && said >= 0)
        {
            _reader.ReadSaid(said, name);
        }
        else if (ByteText.IsQuote(_text[offset]) || _text[offset] is (byte)'\\' or (byte)'@' || _text[name.Start] == '-')
        {
            _reader.Read(offset, ValueOperator.Space, name, _path.AllowsBareValues || _text[name.Start] == '-');
        }
        else if ((_path.AllowsBareValues || name.IsInString || name.IsInComment) && Lexing.FindAfterDash(_text, offset) is var dash
            && dash >= 0)
        {
            _reader.ReadSaid(dash, name);
        }
        else if (_path.AllowsBareValues || name.IsInString || name.IsInComment)
        {
            ReadLoose(offset, name, line, after);
        }
    }

    /// <summary>
    /// Reads a value that only blanks join to its name. A word is a value in three cases. First, the name begins a line in settings.
    /// Second, the word is the last of a line that begins with a command or with the name, or that mentions a user. Third, the word is the
    /// last of a line of cells.
    /// </summary>
    private readonly void ReadLoose(int offset, NameSite name, LineSite line, AfterName after)
    {
        var isLast = Lexing.IsLastOfLine(_text, offset);
        if (after.Blanks > 1 && isLast && _path.Kind == FileKind.Document)
        {
            _reader.ReadLoose(offset, name, allowsWords: true);
            return;
        }

        var isCommand = LineSite.IsOfCommand(_text, name.Start);
        if (line.MayJoinByBlank || isCommand)
        {
            var isFirst = line.IsFirst && _path.Kind is FileKind.Settings or FileKind.Bare;
            _reader.ReadLoose(offset, name, isFirst || (isLast && (isCommand || line.IsFirst)));
        }
    }

    private readonly bool TryReadScheme(int start, NameSite name)
    {
        var end = start;
        while (end < _text.Length && end - start < ValueReader.MaxValue && AuthorizationSchemes.IsValue(_text[end]))
        {
            end++;
        }

        if (end - start < AuthorizationSchemes.LeastValue)
        {
            return false;
        }

        _reader.Emit(start, end, ValueOperator.Scheme, name, QuoteMark.None, 0, ValueWrapper.None);
        return true;
    }

    /// <summary>Reads user and password of a URL whose <c>//</c> (or <c>\/\/</c>) ends before <paramref name="offset"/>.</summary>
    public void ReadUserInfo(int offset)
    {
        See(offset);
        var user = offset;
        while (user < _text.Length && user - offset <= 100 && Lexing.IsUserInfo(_text[user]) && _text[user] is not ((byte)':' or (byte)'@'))
        {
            user++;
        }

        if (user >= _text.Length || _text[user] != ':')
        {
            return;
        }

        var end = user + 1;
        while (end < _text.Length && end - user <= 200 && !ByteText.IsSpace(_text[end])
            && _text[end] is not ((byte)'@' or (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'<' or (byte)'>'))
        {
            end++;
        }

        if (end >= _text.Length || _text[end] != '@' || end - user < 2 || end + 1 >= _text.Length || !Lexing.BeginsHost(_text[end + 1]))
        {
            return;
        }

        EmitLogin(offset, user, end);
    }

    /// <summary>Reads the log-in of an address whose host begins after <paramref name="offset"/>: <c>app:...@tcp(db1:3306)</c>.</summary>
    public void ReadLoginBefore(int offset)
    {
        See(offset);
        var (start, colon, least) = (offset, -1, Math.Max(0, offset - 200));
        while (start > least && !ByteText.IsSpace(_text[start - 1]) && !ByteText.IsQuote(_text[start - 1])
            && _text[start - 1] is not ((byte)'/' or (byte)'='))
        {
            start--;
            colon = _text[start] == ':' ? start : colon;
        }

        if (colon > start && offset - colon > 1)
        {
            EmitLogin(start, colon, offset);
        }
    }

    /// <summary>Reads a log-in with a slash before an address: <c>jdbc:oracle:thin:app/...@db1</c>.</summary>
    public void ReadUserSlash(int offset)
    {
        See(offset);
        var slash = offset;
        while (slash < _text.Length && slash - offset <= 64 && Lexing.IsUserInfo(_text[slash])
            && _text[slash] is not ((byte)':' or (byte)'@'))
        {
            slash++;
        }

        var end = slash;
        while (end < _text.Length && end - slash <= 200 && !ByteText.IsSpace(_text[end]) && !ByteText.IsQuote(_text[end])
            && _text[end] != '@')
        {
            end++;
        }

        if (slash > offset && end < _text.Length && _text[end] == '@' && _text[slash] == '/' && end - slash > 1)
        {
            EmitLogin(offset, slash, end);
        }
    }

    /// <summary>
    /// Reads the password of a line of .pgpass, <c>host:port:database:user:...</c>, whose database begins at <paramref name="offset"/>.
    /// </summary>
    public void ReadFields(int offset)
    {
        See(offset);
        var user = FindFieldEnd(offset) + 1;
        var colon = FindFieldEnd(user);
        var end = FindFieldEnd(colon + 1);
        if (colon > user && end > colon + 1 && _text[colon] == ':' && (end == _text.Length || ByteText.IsBreak(_text[end])))
        {
            EmitLogin(user, colon, end);
        }
    }

    /// <summary>Returns the offset of the colon or blank that ends a field, or the end of the text.</summary>
    private readonly int FindFieldEnd(int offset)
    {
        var most = Math.Min(_text.Length, offset + 100);
        while (offset < most && _text[offset] != ':' && !ByteText.IsSpace(_text[offset]) && !ByteText.IsQuote(_text[offset]))
        {
            offset++;
        }

        return offset;
    }

    /// <summary>Adds a log-in: a user, a separator of one byte, and the password.</summary>
    private void EmitLogin(int user, int userEnd, int end)
    {
        var site = LineSite.Read(_text, user);
        _reader.Emit(userEnd + 1, end, ValueOperator.UserInfo, new(user, userEnd, site.IsInString, site.IsInComment), QuoteMark.None, 0,
            ValueWrapper.None);
    }

    /// <summary>
    /// Reads the log-in after an option that takes user and password joined by a colon. Its blank or sign is at <paramref name="offset"/>.
    /// </summary>
    public void ReadUserColon(int offset)
    {
        See(offset);
        var user = offset + 1;
        if (user < _text.Length && ByteText.IsQuote(_text[user]))
        {
            user++;
        }

        var separator = PasswordCommands.GetSeparator(_text, offset);
        var colon = user;
        while (colon < _text.Length && colon - user <= 80 && !ByteText.IsSpace(_text[colon]) && _text[colon] != separator
            && _text[colon] is not ((byte)':' or (byte)'"' or (byte)'\'' or (byte)'@'))
        {
            colon++;
        }

        if (colon >= _text.Length || _text[colon] != separator || colon == user)
        {
            return;
        }

        var end = colon + 1;
        while (end < _text.Length && end - colon <= 200 && !ByteText.IsSpace(_text[end])
            && _text[end] is not ((byte)'"' or (byte)'\'' or (byte)'@' or (byte)'`'))
        {
            end++;
        }

        if (end - colon > 2)
        {
            var site = LineSite.Read(_text, user);
            _reader.Emit(colon + 1, end, ValueOperator.UserColon, new(user, colon, site.IsInString, site.IsInComment), QuoteMark.None, 0,
                ValueWrapper.None);
        }
    }

    /// <summary>
    /// Reads the value of a one-letter option with which some commands take a password. The letter is before <paramref name="offset"/>.
    /// </summary>
    public void ReadShortOption(int offset)
    {
        See(offset);
        var isItem = offset < _text.Length && ByteText.IsQuote(_text[offset]) && Lexing.FindNextItem(_text, offset + 1) > 0; // "-p", "..."
        var start = isItem ? Lexing.FindNextItem(_text, offset + 1) : offset < _text.Length && _text[offset] == ' ' ? offset + 1 : offset;
        start += start < _text.Length && ByteText.IsQuote(_text[start]) ? 1 : 0;
        var end = start;
        while (end < _text.Length && end - start <= 100 && !ByteText.IsSpace(_text[end]) && !ByteText.IsQuote(_text[end]))
        {
            end++;
        }

        if (end - start < 3 || _text[start] == '-' || !PasswordCommands.IsPasswordOption(_text, offset))
        {
            return;
        }

        var site = LineSite.Read(_text, offset - 1);
        _reader.Emit(start, end, ValueOperator.ShortOption, new(offset - 2, offset, site.IsInString, site.IsInComment), QuoteMark.None, 0,
            ValueWrapper.None);
    }

    /// <summary>
    /// Reads the password of a command that takes it as a separate word, or from text that is echoed into it. The name of the command
    /// begins at <paramref name="offset"/>.
    /// </summary>
    public void ReadCommand(int offset)
    {
        See(offset);
        var (name, value) = PasswordTools.ReadCommand(_text, offset);
        if (value.End > value.Start)
        {
            var site = LineSite.Read(_text, offset);
            var command = new NameSite(offset, name, site.IsInString, site.IsInComment);
            _reader.Emit(value.Start, value.End, ValueOperator.UserColon, command, QuoteMark.None, 0, ValueWrapper.None);
        }
    }
}
