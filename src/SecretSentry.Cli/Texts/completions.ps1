# secretsentry completions powershell | Out-String | Invoke-Expression   (in your $PROFILE)
Register-ArgumentCompleter -Native -CommandName secretsentry -ScriptBlock {
    param($word, $tree, $cursor)
    $words = @{
{{words}}    }
    $values = @{
{{values}}    }
    $elements = @($tree.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" })
    $path = ''
    foreach ($element in $elements) {
        $next = "$path $element".Trim()
        if ($words.ContainsKey($next)) { $path = $next }
    }
    $before = $elements | Select-Object -Last 1
    if ($word) { $before = $elements | Select-Object -Last 2 | Select-Object -First 1 }
    $offered = if ($values.ContainsKey("$path $before".Trim())) { $values["$path $before".Trim()] } else { $words[$path] }
    $offered -split ' ' | Where-Object { $_ -and $_ -like "$word*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
