using System.Collections.Immutable;

namespace SecretSentry.Training.Generators.Contexts;

/// <summary>XML and its users, HTML, property lists.</summary>
internal static class MarkupFormats
{
    private static readonly Language Xml = new("xml")
    {
        Weight = 16,
        Casings = "camel camel pascal dot snake kebab",
        Quotes = "xml",
        Paths = Language.SplitLines("""
            settings {{dir}}{{term}}.xml
            settings {{dir}}web.config
            settings {{dir}}App.config
            settings WEB-INF/web.xml
            settings META-INF/context.xml
            settings .m2/settings.xml
            settings conf/tomcat-users.xml
            settings src/main/resources/applicationContext.xml
            settings {{dir}}hibernate.cfg.xml
            settings nuget.config
            settings src/main/resources/META-INF/persistence.xml
            test src/test/resources/{{term}}.xml
            test {{dir}}{{term}}-test.xml
            sample {{dir}}{{term}}.xml.{{sample|example|dist}}
            docs {{dir}}{{term}}.xml
            """),
        Frames = Language.SplitLines("""
            <?xml version="1.0" encoding="UTF-8"?>↵<configuration>↵    …↵</configuration>
            <beans>↵    <bean id="{{term}}" class="com.{{brand}}.{{type}}">↵        …↵    </bean>↵</beans>
            <configuration>↵    <appSettings>↵        …↵    </appSettings>↵</configuration>
            <settings>↵    <servers>↵        …↵    </servers>↵</settings>
            <project>↵    <properties>↵        …↵    </properties>↵</project>
            <{{term}}>↵    …↵</{{term}}>
            """),
        Snippets = Language.SplitLines("""
            <{{n}}>{{v:xml}}</{{n}}>
            <{{n}}>{{v:xml}}</{{n}}>
            <{{n:dot}}>{{v:xml}}</{{n:dot}}>
            <{{n}}>↵    {{v:xml}}↵</{{n}}>
            <add key="{{n}}" value="{{v:attr}}" />
            <add key="{{n:pascal}}" value="{{v:attr}}"/>
            <add name="Default" connectionString="Server={{host}};Database={{db}};User Id={{user}};Password={{pw:connection}}" />
            <add name="{{type}}" connectionString="Data Source={{host}};User ID={{user}};Password={{pw:quot}}" providerName="{{type}}"/>
            <property name="{{n}}" value="{{v:attr}}"/>
            <property name='{{n}}' value='{{v:attr}}' />
            <property name="{{n}}"><value>{{v:xml}}</value></property>
            <property name="{{n:dot}}">{{v:xml}}</property>
            <property>↵    <name>{{n:dot}}</name>↵    <value>{{v:xml}}</value>↵</property>
            <entry key="{{n}}">{{v:xml}}</entry>
            <param name="{{n}}" value="{{v:attr}}"/>
            <init-param>↵    <param-name>{{n}}</param-name>↵    <param-value>{{v:xml}}</param-value>↵</init-param>
            <env-entry>↵    <env-entry-name>{{n}}</env-entry-name>↵    <env-entry-value>{{v:xml}}</env-entry-value>↵</env-entry>
            <server>↵    <id>{{term}}</id>↵    <username>{{user}}</username>↵    <password>{{pw:xml}}</password>↵</server>
            <user username="{{user}}" password="{{pw:attr}}" roles="{{term}}"/>
            <user name="{{user}}" password="{{pw:attr}}" />
            <Resource name="jdbc/{{db}}" username="{{user}}" password="{{pw:attr}}" url="jdbc:mysql://{{host}}/{{db}}"/>
            <Connector port="8443" keystorePass="{{pw:attr}}" keystoreFile="conf/{{term}}.jks"/>
            <dataSource driver="{{term}}" url="{{url}}" user="{{user}}" {{n:camel}}="{{v:attr}}"/>
            <{{term}} {{n}}="{{v:attr}}" />
            <{{term}} host="{{host}}" user="{{user}}" {{n:camel}}='{{v:attr}}'>
            <machineKey validationKey="{{key:attr}}" decryptionKey="{{key:attr}}" validation="SHA1"/>
            <network userName="{{user}}" password="{{pw:attr}}" host="{{host}}" />
            <identity impersonate="true" userName="{{user}}" password="{{pw:attr}}" />
            <add key="ClearTextPassword" value="{{pw:attr}}" />
            <setting name="{{n:pascal}}" serializeAs="String">↵    <value>{{v:xml}}</value>↵</setting>
            <java-opts>-D{{n:dot}}={{v:word}}</java-opts>
            <wsse:Password Type="PasswordText">{{pw:xml}}</wsse:Password>
            <string name="{{n:snake}}">{{v:xml}}</string>
            <env name="{{n:upper}}" value="{{v:attr}}"/>
            <var name="{{n}}">{{v:xml}}</var>
            <{{n:pascal}} xsi:type="xsd:string">{{v:xml}}</{{n:pascal}}>
            <soap:Header><{{n:pascal}}>{{v:xml}}</{{n:pascal}}></soap:Header>
            <![CDATA[{{n:snake}}={{v:word}}]]>
            <jdbc:url>jdbc:postgresql://{{host}}/{{db}}?user={{user}}&amp;password={{pw:url}}</jdbc:url>
            <sql-query>CREATE USER {{user}} IDENTIFIED BY '{{pw:sql}}'</sql-query>
            <!-- {{n}}: {{v:xml}} -->
            """),
        Fillers = Language.SplitLines("""
            <!-- {{say}} -->
            <{{term}}>{{num}}</{{term}}>
            <property name="username" value="{{user}}"/>
            <property name="url" value="jdbc:mysql://{{host}}:3306/{{db}}"/>
            <version>{{ver}}</version>
            <add key="{{type}}" value="{{num}}" />
            <artifactId>{{slug}}</artifactId>
            <description>{{say}}</description>
            """),
        Embeddings =
        [
            new("<script><![CDATA[↵…↵]]></script>", "shell", Text.Escapes.Keep),
            new("<config>↵…↵</config>", "properties", Text.Escapes.EscapeXml),
            new("<value>…</value>", "json", Text.Escapes.EscapeAttribute),
        ],
    };

    private static readonly Language PropertyList = new("plist")
    {
        Weight = 4,
        Casings = "pascal camel upper snake",
        Quotes = "xml",
        Paths = Language.SplitLines("""
            settings {{dir}}Info.plist
            settings {{dir}}{{type}}.plist
            settings ios/Runner/GoogleService-Info.plist
            """),
        Frames = Language.SplitLines("""
            <?xml version="1.0"?>↵<plist version="1.0">↵<dict>↵    …↵</dict>↵</plist>
            """),
        Snippets = Language.SplitLines("""
            <key>{{n}}</key>↵<string>{{v:xml}}</string>
            <key>{{n:pascal}}</key>↵<string>{{v:xml}}</string>
            <key>{{n:upper}}</key><string>{{v:xml}}</string>
            <key>{{term}}</key>↵<dict>↵    <key>{{n}}</key>↵    <string>{{v:xml}}</string>↵</dict>
            """),
        Fillers = Language.SplitLines("""
            <key>CFBundleVersion</key>↵<string>{{ver}}</string>
            <key>{{type}}</key>↵<true/>
            <key>{{secretname:pascal}}Required</key>↵<false/>
            """),
    };

    private static readonly Language Html = new("html")
    {
        Weight = 8,
        Casings = "snake camel kebab",
        Quotes = "attr",
        Paths = Language.SplitLines("""
            source {{dir}}{{term}}.html
            source templates/{{term}}.{{html|erb|ejs|hbs|twig|jsp|cshtml|blade.php|vue|svelte}}
            test {{dir}}{{term}}.html
            docs {{dir}}{{term}}.html
            sample {{dir}}index.html
            """),
        Frames = Language.SplitLines("""
            <html>↵<body>↵    …↵</body>↵</html>
            <form action="/{{term}}" method="post">↵    …↵</form>
            …
            """),
        Snippets = Language.SplitLines("""
            <input type="password" name="{{n}}" value="{{v:attr}}">
            <input type="hidden" name="{{n:snake}}" value="{{v:attr}}" />
            <input id="{{n}}" placeholder="{{v:attr}}">
            <meta name="{{n:kebab}}" content="{{v:attr}}">
            <label for="{{n}}">{{v:xml}}</label>
            <script>var {{n:camel}} = "{{v:dq}}";</script>
            <div data-{{n:kebab}}="{{v:attr}}"></div>
            <script src="https://{{host}}/js?{{n:snake}}={{v:url}}"></script>
            <td>{{n:words}}</td><td>{{v:xml}}</td>
            <tr><th>{{n:title}}</th><td><code>{{v:xml}}</code></td></tr>
            <li>{{n:title}}: {{v:xml}}</li>
            <p>Login: {{user}}<br>Password: {{pw:xml}}</p>
            <!-- user {{user}}, password {{pw:xml}} -->
            <a href="https://{{user}}:{{pw:url}}@{{host}}/">{{words}}</a>
            <option value="{{v:attr}}">{{n:words}}</option>
            <{{term}}-element {{n:kebab}}="{{v:attr}}"></{{term}}-element>
            """),
        Fillers = Language.SplitLines("""
            <h2>{{message}}</h2>
            <input type="text" name="username" value="{{user}}">
            <p>{{say}}</p>
            <label for="{{secretname:snake}}">{{message}}</label>
            <div class="{{secretname:kebab}}-field">
            <input type="password" id="{{secretname:camel}}" autocomplete="current-password">
            """),
        Embeddings = [new("<script>↵…↵</script>", "javascript", Text.Escapes.Keep)],
    };

    public static readonly ImmutableArray<Language> All = [Xml, PropertyList, Html];
}
