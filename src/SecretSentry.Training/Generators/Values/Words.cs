using SecretSentry.Training.Chance;

namespace SecretSentry.Training.Generators.Values;

/// <summary>The words that made-up values and names consist of. The lists were written for this file.</summary>
internal static class Words
{
    /// <summary>Everyday words, one language a row.</summary>
    public static readonly string[][] Languages =
    [
        Split("""
            apple river stone cloud tiger garden window bottle candle silver planet thunder winter summer autumn spring dragon castle pepper
            cherry lemon orange banana coffee cookie butter cheese ginger honey sugar monkey rabbit turtle eagle falcon raven sparrow
            penguin dolphin shark whale salmon lobster spider beetle butterfly hornet panther leopard cheetah lion wolf bear fox badger
            otter beaver squirrel hamster kitten puppy horse pony donkey camel goat sheep cow buffalo rooster chicken duck goose swan
            guitar piano violin trumpet drummer melody rhythm rocket shuttle galaxy comet meteor saturn jupiter mercury venus neptune
            mountain valley desert island ocean harbor beach forest meadow prairie canyon glacier volcano bridge tower tunnel highway
            railway station airport market bakery library museum theater cinema stadium hockey soccer tennis boxing golfer skater
            sunshine moonlight rainbow lightning blizzard tornado breeze shadow whisper secretive mystery magic wizard witch knight
            queen prince princess pirate ninja samurai ranger hunter sailor captain doctor teacher farmer builder painter singer dancer
            blue green purple yellow crimson scarlet golden amber violet indigo copper bronze iron steel diamond ruby emerald pearl
            freedom liberty justice courage wisdom patience harmony forever always together tomorrow yesterday midnight morning
            hammer pencil paper notebook backpack umbrella blanket pillow mirror carpet ladder bucket anchor compass lantern whistle
            muffin waffle pancake noodle burger pretzel popcorn pumpkin carrot tomato potato onion garlic spinach walnut almond peanut
            """),
        Split("""
            apfel wasser sonne regen wolke garten fenster blume katze hund vogel fisch pferd schwein kuh hase igel fuchs dachs adler
            schule lehrer kirche bahnhof strasse brücke schloss burg turm berg tal wald wiese fluss meer insel strand himmel stern mond
            winter sommer herbst frühling montag freitag sonntag januar oktober dezember zucker butter käse brot wurst kartoffel bier
            wein kaffee kuchen schokolade erdbeere kirsche birne pflaume gurke zwiebel knoblauch schlüssel tasche lampe stuhl tisch
            zimmer haus wohnung küche keller dach geheim glück liebe freude hoffnung freiheit heimat freund bruder schwester mutter
            vater oma opa kaiser könig ritter drache zauber geist hexe nebel gewitter donner blitz schnee feuer löwe bär größe straße
            """),
        Split("""
            pomme soleil lune étoile nuage pluie neige jardin fenêtre fleur chat chien oiseau poisson cheval vache lapin renard loup ours
            école maison cuisine chambre porte voiture bateau avion train route montagne rivière forêt plage mer île ciel terre feu
            hiver été automne printemps lundi vendredi dimanche janvier août décembre sucre beurre fromage pain vin bière café chocolat
            fraise cerise poire citron oignon carotte clef sac lampe chaise table amour bonheur liberté espoir ami frère soeur mère père
            roi reine prince dragon fantôme secret bonjour merci bisou doudou papillon coccinelle tortue marmotte azerty soleil chouchou
            """),
        Split("""
            manzana sol luna estrella nube lluvia nieve jardín ventana flor gato perro pájaro pez caballo vaca conejo zorro lobo oso
            escuela casa cocina puerta coche barco avión tren camino montaña río bosque playa mar isla cielo tierra fuego invierno verano
            otoño primavera lunes viernes domingo enero agosto diciembre azúcar mantequilla queso pan vino cerveza chocolate fresa cereza
            pera limón cebolla zanahoria llave bolsa silla mesa amor felicidad libertad esperanza amigo hermano hermana madre padre rey
            reina príncipe fantasma hola gracias corazón mariposa tortuga guitarra fútbol campeón niña niño señor mañana español
            """),
        Split("""
            mela sole stella nuvola pioggia neve giardino finestra fiore gatto cane uccello pesce cavallo mucca coniglio volpe lupo orso
            scuola casa cucina porta macchina barca aereo treno strada montagna fiume foresta spiaggia mare isola cielo terra fuoco
            inverno estate autunno primavera lunedi venerdi domenica gennaio agosto zucchero burro formaggio pane vino birra gelato
            cioccolato fragola ciliegia limone cipolla carota chiave borsa sedia tavolo amore felicita liberta speranza amico fratello
            sorella mamma papa regina principe drago fantasma ciao grazie cuore farfalla tartaruga calcio campione juventus napoli
            """),
        Split("""
            maçã sol lua estrela nuvem chuva neve jardim janela flor gato cachorro pássaro peixe cavalo vaca coelho raposa lobo urso
            escola casa cozinha porta carro barco avião trem estrada montanha rio floresta praia mar ilha céu terra fogo inverno verão
            outono primavera segunda sexta domingo janeiro agosto açúcar manteiga queijo pão vinho cerveja chocolate morango cereja limão
            cebola cenoura chave bolsa cadeira mesa amor felicidade liberdade esperança amigo irmão irmã mãe pai rei rainha príncipe
            saudade obrigado coração borboleta tartaruga futebol flamengo corinthians benfica brasil lisboa
            """),
        Split("""
            appel zon maan ster wolk regen sneeuw tuin raam bloem kat hond vogel vis paard koe konijn vos wolf beer school huis keuken deur
            auto boot vliegtuig trein straat berg rivier bos strand zee eiland hemel aarde vuur winter zomer herfst lente maandag vrijdag
            zondag januari augustus suiker boter kaas brood wijn bier koffie chocolade aardbei kers citroen ui wortel sleutel tas stoel
            tafel liefde geluk vrijheid hoop vriend broer zus moeder vader koning koningin prins draak spook hallo bedankt hart vlinder
            schildpad voetbal fiets gezellig stroopwafel pannenkoek molen tulp dijk polder kikker egel ooievaar
            """),
        Split("""
            jabłko słońce księżyc gwiazda chmura deszcz śnieg ogród okno kwiat kot pies ptak ryba koń krowa królik lis wilk niedźwiedź
            szkoła dom kuchnia drzwi samochód statek samolot pociąg droga góra rzeka las plaża morze wyspa niebo ziemia ogień zima lato
            jesień wiosna poniedziałek piątek niedziela styczeń sierpień cukier masło ser chleb wino piwo kawa czekolada truskawka wiśnia
            cytryna cebula marchew klucz torba krzesło stół miłość szczęście wolność nadzieja przyjaciel brat siostra mama tata król
            polska warszawa kraków legia motyl żółw misiek kasia żubr bocian
            """),
        Split("""
            jablko slunce mesic hvezda mrak dest snih zahrada okno kytka kocka pes ptak ryba kun krava kralik liska vlk medved skola dum
            kuchyn dvere auto lod letadlo vlak cesta hora reka les plaz more ostrov nebe zeme ohen zima leto podzim jaro pondeli patek
            nedele cukr maslo syr chleba vino pivo kava cokolada jahoda tresen citron cibule mrkev klic taska zidle stul laska stesti
            svoboda nadeje kamarad bratr sestra mama tata kral kralovna princ drak motyl zelva hokej slavia sparta krtek
            """),
        Split("""
            äpple sol måne stjärna moln regn snö trädgård fönster blomma katt hund fågel fisk häst ko kanin räv varg björn skola hus kök
            dörr bil båt flygplan tåg väg berg flod skog strand hav himmel jord eld vinter sommar höst vår måndag fredag söndag januari
            augusti socker smör ost bröd vin öl kaffe choklad jordgubbe körsbär citron lök morot nyckel väska stol bord kärlek lycka frihet
            hopp vän bror syster mamma pappa kung drottning prins drake spöke fjäril sköldpadda älg midsommar fika sverige
            """),
        Split("""
            elma güneş ay yıldız bulut yağmur kar bahçe pencere çiçek kedi köpek kuş balık at inek tavşan tilki kurt ayı okul ev mutfak
            kapı araba gemi uçak tren yol dağ nehir orman plaj deniz ada gök toprak ateş kış yaz bahar pazartesi cuma pazar ocak ağustos
            şeker peynir ekmek çay kahve çikolata çilek kiraz limon soğan havuç anahtar çanta masa sevgi mutluluk özgürlük umut arkadaş
            kardeş anne baba kral prenses ejderha kelebek kaplumbağa galatasaray fenerbahce besiktas türkiye istanbul ankara
            """),
        Split("""
            яблоко солнце луна звезда облако дождь снег сад окно цветок кошка собака птица рыба лошадь корова кролик лиса волк медведь школа
            дом кухня дверь машина корабль самолёт поезд дорога гора река лес пляж море остров небо земля огонь зима лето осень весна
            любовь счастье свобода надежда друг брат сестра мама папа король москва россия спартак бабочка черепаха солнышко
            """),
        Split("""
            yabloko solnce luna zvezda oblako dozhd sneg okno cvetok koshka sobaka ptica ryba loshad korova krolik lisa volk medved shkola
            privet lubov schastie svoboda nadezhda druzhba moskva rossiya spartak zenit babochka cherepaha solnyshko natasha kolya
            """),
        Split("""
            sakura ringo taiyou tsuki hoshi kumo yuki hana neko inu tori sakana usagi kitsune ookami kuma gakkou ie kuruma fune hikouki
            densha yama kawa mori umi shima sora hi fuyu natsu aki haru sato cha kohi ichigo remon tamanegi ninjin kagi ai shiawase jiyuu
            kibou tomodachi ani imouto haha chichi ousama ryuu chou kame pikachu tokyo osaka kyoto nihon arigatou konnichiwa
            """),
        Split("""
            suraj chand tara badal barish phool billi kutta chidiya machli ghoda gaay sher bhalu ghar darwaza gaadi rail rasta pahad nadi
            jungle samundar aasman dharti pyaar khushi azaadi dost bhai behen mummy papa raja rani bharat mumbai delhi ganesh krishna
            shakti cricket sachin namaste jalebi samosa masala chai
            """),
        Split("""
            matahari bulan bintang awan hujan bunga kucing anjing burung ikan kuda sapi kelinci serigala beruang sekolah rumah dapur pintu
            mobil kapal pesawat kereta jalan gunung sungai hutan pantai laut pulau langit bumi api gula keju roti kopi cokelat kunci
            cinta bahagia merdeka harapan teman kakak adik ibu ayah raja ratu garuda jakarta bandung surabaya bali sayang selamat
            """),
        Split("""
            omena aurinko kuu tähti pilvi sade lumi puutarha ikkuna kukka kissa koira lintu kala hevonen lehmä kani kettu susi karhu koulu
            talo keittiö ovi auto vene juna tie vuori joki metsä ranta meri saari taivas maa tuli talvi kesä syksy kevät rakkaus onni
            vapaus toivo ystävä veli sisko äiti isä kuningas perhonen kilpikonna sauna jääkiekko suomi helsinki hirvi poro
            """),
        Split("""
            alma nap hold csillag felhő eső hó kert ablak virág macska kutya madár hal ló tehén nyúl róka farkas medve iskola ház konyha
            ajtó
            hajó vonat hegy folyó erdő tenger sziget ég föld tűz tél nyár ősz tavasz szerelem boldogság szabadság remény barát testvér
            anya apa király pillangó teknős magyar budapest balaton fradi paprika túró
            """),
    ];

    public static readonly string[] FirstNames = Split("""
        anna peter maria thomas julia michael laura daniel sarah david emma lukas sophie jan lisa martin nina felix eva paul marie simon
        clara
        oliver james emily jack charlotte harry grace william lucy george alice henry ruby ethan chloe mason zoe logan hannah tyler megan
        kevin
        ashley brandon jessica justin amanda jordan nicole pierre camille antoine elodie mathieu manon hugo jules lea carlos lucia javier
        carmen
        diego sofia pablo elena miguel marta jose rosa marco giulia luca chiara matteo francesca alessandro giorgia joao ana pedro beatriz
        rafael
        ines tiago mariana piotr kasia tomasz magda krzysztof ania wojtek ola jakub tereza pavel lenka erik astrid lars ingrid sven maja
        mehmet
        ayse emre zeynep ahmet elif ivan olga dmitri natasha sergei irina hiroshi yuki kenji sakura takeshi naoko raj priya amit anjali
        vikram
        deepa budi siti agus dewi mikko aino jussi laszlo zsofia wei ming jun xiao chen mohammed fatima omar layla yusuf amina kofi ama
        tunde
        """);

    public static readonly string[] LastNames = Split("""
        smith jones taylor brown walker mueller schmidt schneider fischer weber wagner becker hoffmann dubois moreau lefebvre garcia
        martinez
        lopez sanchez rossi ferrari bianchi romano silva santos oliveira pereira dejong bakker visser kowalski nowak wisniewski novak
        svoboda
        andersson johansson lindberg yilmaz kaya demir ivanov petrov smirnov tanaka suzuki sato sharma patel gupta santoso wijaya virtanen
        korhonen nagy kovacs nguyen tran kim park lee wang zhang okafor mensah haddad
        """);

    public static readonly string[] Places = Split("""
        london paris berlin madrid rome lisbon vienna prague warsaw budapest athens dublin oslo stockholm helsinki copenhagen amsterdam
        brussels
        zurich geneva munich hamburg cologne leipzig dresden milan turin venice florence naples barcelona sevilla valencia porto boston
        chicago
        dallas denver houston miami seattle portland phoenix atlanta toronto montreal vancouver sydney melbourne auckland tokyo kyoto osaka
        seoul beijing shanghai mumbai chennai pune jakarta manila bangkok hanoi cairo nairobi lagos istanbul izmir moscow kazan minsk odessa
        """);

    public static readonly string[] Pets = Split("""
        rex bello luna max bella charlie rocky buddy daisy milo coco simba nala oscar rosie minka mimi felix snoopy fluffy whiskers mittens
        biscuit bandit shadow ziggy pixie pippin bruno tobi balu struppi waldi minou medor filou pelusa canela firulais azor burek reksio
        """);

    public static readonly string[] Teams = Split("""
        lakers yankees redsox cowboys packers eagles steelers bulls celtics arsenal chelsea liverpool everton spurs barca madrid atletico
        bayern dortmund schalke werder juventus milan inter roma ajax feyenoord benfica sporting porto celtic rangers marseille lyon
        flamengo palmeiras boca river spartak zenit galatasaray
        """);

    public static readonly string[] Products = Split("""
        oracle mysql postgres redis mongo elastic kibana grafana jenkins gitlab docker rabbit kafka tomcat apache nginx vault consul nexus
        sonar jira wiki portal backup monitor gateway router switch printer camera proxy mail ldap radius samba oraapp sapadm scada kiosk
        """);

    public static readonly string[] Seasons = Split("""
        spring summer autumn fall winter january february march april may june july august september october november december monday
        friday sommer herbst fruehling januar oktober ete hiver printemps verano otono invierno primavera estate zomer lente lato zima
        """);

    /// <summary>Nouns that generated identifiers, keys and names beside them consist of.</summary>
    public static readonly string[] Terms = Split("""
        account address agent alert amount archive asset audit batch billing branch broker browser buffer bucket build cache calendar cart
        catalog channel chart chat client cluster code column comment company config connection consumer contact container content context
        counter country course customer dashboard data database dataset delivery demo device digest directory discount document domain
        driver
        email endpoint entry error event export factory feature feed field file filter folder form frame gallery gateway graph group guest
        handler header health history hook host image import index input instance invoice item job journal label language layer layout
        ledger
        level license limit link list listener loader local location lock log mailer manager map market member menu merchant message metric
        middleware migration mirror mobile model module monitor network node notice notification object offer option order output owner
        package page panel parser partner payment payroll peer plan player plugin policy pool portal post price printer process processor
        product profile project proxy publisher query queue quota range record redirect region registry relay release remote render replica
        report repository request reservation resource response result review role room route router rule runner sample scanner schedule
        schema scope script search section sensor server service setting shard shipping signal site slot snapshot socket source stage stats
        status storage store stream style subscription supplier support survey switch sync system table target task team template tenant
        theme thread ticket timer topic trace tracker traffic transaction transfer trigger upload usage vendor version video view visitor
        volume wallet warehouse web widget window worker workflow workspace zone
        """);

    public static readonly string[] Verbs = Split("""
        add apply build cancel check clear close compute connect convert copy count create decode decrypt delete deploy derive disable
        download enable encode encrypt export extract fetch fill filter find format forward generate get handle hash import init insert
        issue join list load lookup make map mark merge move notify open parse pick poll prepare print process publish pull push put query
        read receive record refresh register reject release reload remove rename render replace request reset resolve restore retry return
        revoke rotate run save scan schedule search select send set show sign sort start stop store submit sync test track transform
        update upload use validate verify wait watch write
        """);

    /// <summary>A word of any language.</summary>
    public static string PickAny(Dice dice) => dice.Pick(dice.Pick(Languages));

    /// <summary>An ASCII word of at least three letters. Many are English.</summary>
    public static string PickPlain(Dice dice)
    {
        while (true)
        {
            var word = dice.DrawChance(45) ? dice.Pick(Languages[0]) : dice.DrawChance(12) ? CreateInvented(dice) : PickAny(dice);
            if (word.Length >= 3 && word.All(char.IsAscii))
            {
                return dice.DrawChance(15) ? word + dice.Pick(Endings) : word;
            }
        }
    }

    /// <summary>An invented name, like that of a brand. It can be pronounced and is in no list.</summary>
    public static string CreateInvented(Dice dice)
    {
        var name = "";
        for (var remaining = dice.DrawBetween(2, 3); remaining > 0; remaining--)
        {
            name += dice.Pick(Onsets) + dice.Pick(Vowels) + (dice.DrawChance(35) ? dice.Pick(Codas) : "");
        }

        return name;
    }

    public static string PickTerm(Dice dice) => dice.DrawChance(8) ? CreateInvented(dice) : dice.Pick(Terms);

    public static string[] Split(string list) => list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Endings that form plurals, diminutives and occupations.</summary>
    private static readonly string[] Endings =
        Split("s s er ers ing y ie ito ita inho chen lein ek ka ino etta man boy girl land ness ful ista ova ski");

    private static readonly string[] Onsets = Split("b br c ch cl d dr f fl g gr h j k kr l m n p pl qu r s sh st t tr v w y z");
    private static readonly string[] Vowels = Split("a e i o u a e i o ai ea io ou");
    private static readonly string[] Codas = Split("l n r s t x m nd rt ck");
}
