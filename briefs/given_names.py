"""Given names: which of them are men's and which women's, as bearers of English-language news use them."""

from __future__ import annotations

MALE = frozenset(
    """
    aaron abdel abdul abdullah abe abel abraham adam adel adolf adrian ahmad ahmed aidan akira al
    alan alastair albert alberto aldo alec alejandro aleksandr alessandro alex alexander alexei
    alexis alf alfonso alfred alfredo ali alistair allan allen alvaro alvin amir amit anders andre
    andrea andreas andrei andres andrew andrey andy angelo angus anil ansel antal anthony antoine
    anton antonin antonio antonis antony anwar archie ari ariel arjun armando arnold art arthur
    arturo arun ashok ashraf asif augustine augusto austin barack barney barry bart bashar bashir
    ben benedict benjamin benny bernard bernardo bernie bert bertrand bill billy björn blake bo bob
    bobby boris brad bradley brandon brendan brent bret brett brian bruce bruno bryan bryce byron
    caleb calvin cameron carl carlo carlos carlton cary cecil cedric cesar chad charles charlie
    chester chet chris christian christophe christopher chuck clarence clark claude claudio clay
    clayton clement clifford clifton clint clive clyde cody colin conor conrad cory craig curt
    curtis cyril cyrus daisuke dale damian damien dan daniel daniele danny darrell darren darryl
    dario dave david davis dean denis dennis denzel derek desmond devin dexter didier diego dieter
    dilip dimitri dirk dmitri dmitry dominic dominik don donald donnie doug douglas drew duane
    duncan dustin dwayne dwight dylan earl ed eddie edgar edmund eduardo edward edwin efrain eli
    elias elijah elliot elliott elon elvis emanuel emeka emile emilio emmanuel emmerson enda enrico
    enrique eric erik ernest ernesto ernie errol erwin esteban ethan eugene evan evo ezra fabio
    fabrice faisal fareed felipe felix ferdinand fernando fidel fletcher floyd francesco francis
    francisco franco francois françois frank franklin franz fred freddie frederic frederick fritz
    gabriel gareth garry gary gaston gavin gene geoff geoffrey george georges gerald gerard gerardo
    gerhard gerry giacomo gianni gideon gilbert giles giorgio giovanni giuseppe glen glenn gordon
    graham grant greg gregg gregor gregory guido guillermo gunter gus gustav gustavo guy habib hakan
    hamid hamish hank hans harold haroon harry haruki harvey hasan hassan hector heinrich helmut
    henri henrik henry herb herbert herman hiroshi hisham homer horace horst howard hubert hugh hugo
    humphrey hussein ian ibrahim igor ike imran irving isaac isaiah ismail ivan iván ivor jack
    jackson jacob jacques jaime jair jake jakob jamal james jamie jan jared jason javier jay
    jean-claude jean-luc jean-pierre jed jeff jefferson jeffrey jens jeremiah jeremy jermaine jerome
    jerry jerzy jesus jesús jim jimmy joachim joao joão joaquin joe joel johan johann johannes john
    johnny jon jonah jonas jonathan jordi jorge jose josé josef joseph josh joshua juan jude jules
    julian julio julius junichiro jurgen jürgen justin kamal karim karl keir keith kelvin ken kenji
    kenneth kenny kent kenta kevin khaled khalid kirk klaus kofi konrad kris kumar kurt kyle lance
    larry lars lavrenti lawrence lee len lenny leo leon leonard leonardo leonid leopold leroy leslie
    lester lewis liam lionel lloyd logan lorenzo lou louis luc luca lucas luciano ludwig luigi luis
    luiz lukas luke luther lyndon mahmoud malcolm malik manmohan manuel marc marcel marcello marco
    marcos marcus mario marion mark marko markus marshall martin martín marty marvin masato mathew
    mathias matt matteo matthew matthias maurice mauricio max maxim maxwell mehmet mel melvin
    merrick michael michel miguel mikael mike mikhail miles milo milton mitch mitchell mitt mohamed
    mohammad mohammed mohamad morgan morris moses muhammad murray mustafa nabil naoki narendra
    nasser nat nathan nathaniel naveen neal ned neil nelson neville newt nicholas nick nicola
    nicolas nicolás nigel nikolai nikolas nils noah noam noel nolan norman nouri oleg oliver olivier
    olaf omar orlando orrin oscar osama oskar otto owen pablo paddy paolo pascal patrick paul paulo
    pavel pedro pekka per perry pete peter petr petro philip philippe phillip pierre pieter piotr
    prakash preston quentin quincy rafael rahm rahul raj rajesh rajiv ralph ramesh rami ramón ramon
    randall randolph randy raphael rashid raul raúl ray raymond recep reggie reginald rene rené
    reuben rex rhys ricardo richard rick ricky rob robbie robert roberto robin rod roderick rodney
    rodrigo roger rogers roland rolf roman ron ronald ronnie rory ross roy ruben rubén rudolf
    rudolph rudy rufus rupert rush russ russell ryan saeed sajid salman salvador salvatore sam
    samuel sanjay santiago satoshi saul scott sean sebastian sepp serge sergei sergey sergio seth
    shane shaun shawn sheldon sherwood shigeru shinzo shinzō sidney silvio simon stan stanley stefan
    stefano stephan stephane stephen sterling steve steven stewart stuart sundar sunil sven syed
    tadashi takashi takeshi taro tariq ted teddy terence terrance terrell terrence terry theo
    theodore theresienne thierry thomas tiago tim timothy tobias toby todd tom tomas tomás tommy
    tony travis trent trevor tristan tucker ty tyler tyrone ulrich umberto uri vaclav valery vernon
    viktor vicente victor vijay vikram vince vincent virgil vishal vitaly vivek vlad vladimir
    volodymyr wade wallace walter ward warren wayne wei wendell werner wes wesley wilbur wilfred
    wilhelm will willard willem william willie willis winston wolf wolfgang woodrow woody xavier
    yasser yitzhak yoshihide yuri yusuf yves zach zachary zack zayn fumio jinping benyamin benjamín
    binyamin olusegun sadiq boutros ban-ki rishi evgeny yevgeny aleksei alexey mick micky huw gwilym
    alun ieuan rhodri hywel dafydd iain euan ewan callum finlay fergus hamza bilal idris tadeusz
    wojciech zbigniew lech donatas janos jános viktoras gyorgy györgy laszlo lászló bela béla imre
    sandor sándor mircea ion traian klaus-peter
    """.split()
)
"""Names given to boys, almost always."""

FEMALE = frozenset(
    """
    abby abigail ada adela adele adriana agatha agnes aicha aisha alexandra alexandria alice alicia
    alison alla allison alma alyssa amanda amber amelia amina amy ana anastasia andrea angela
    angelica angelina angie anita anja ann anna annabel anne annette annie antonia anya april
    arianna ariana arlene ashley astrid aubrey audrey aung ava ayesha barbara beatrice beatrix becky
    belinda bella benazir bernadette bernice bertha beth bethany betsy bette betty beverley beverly
    beyoncé bianca birgit bonnie brenda bridget brigitte britney brittany brooke caitlin camila
    camilla candace candice cara carla carly carmen carol carole caroline carolyn carrie cassandra
    cassidy catherine cathy cecilia cecile celia celeste celine chantal charlene charlotte chelsea
    cherie cheryl chloe christa christiana christina christine cindy claire clara clare claudia
    colleen condoleezza connie constance cora cordelia cristina crystal cynthia daisy dana daniela
    danielle daphne darlene dawn deb debbie deborah debra deirdre delia delphine denise diana diane
    dianne dilma dina dinah dolores dominique donna dora doreen doris dorothy ebony edith edna
    eileen elaine eleanor elena eliza elisa elisabeth elise elizabeth ella ellen ellie elsa elsie
    emilia emilie emily emma erica erika erin esmeralda esperanza estelle esther ethel eugenia
    eunice eva eve evelyn evita faith fatima fatou faye felicia felicity fernanda fiona flora
    florence frances francesca françoise freda frieda gabriela gabriella gabrielle gail gemma
    gennifer genevieve georgia georgina geraldine germaine gertrude gill gillian gina ginger giorgia
    giulia gladys glenda gloria grace greta gretchen guadalupe gwen gwendolyn hannah harriet hayley
    hazel heather heidi helen helena helene helga henrietta hilary hilda hillary holly hope huma ida
    ilse imelda indira indra inez inga ingrid irena irene irina iris irma isabel isabella isabelle
    isla ivana ivanka ivy jacinda jackie jaclyn jacqueline jada jade jane janelle janet janice
    janine jasmine jean jeanette jeanne jeannie jen jenna jennifer jenny jessica jill joan joanna
    joanne jocelyn jodie johanna josephine josie joy joyce juana juanita judith judy julia juliana
    julie juliet juliette june justine kaitlyn kamala karen karin karla katarina kate katherine
    kathleen kathryn kathy katia katie katrina katya kay kayla kayleigh keiko keisha kellie
    kellyanne kelly kendra kerry kim kimberly kirsten kirsty kristen kristi kristin kristina
    kristine kylie lara laura lauren laurie lea leah leila lena leonora leticia lily linda lindsay
    lindsey lisa liz liza lizzie lois lola lorena loretta lori lorna lorraine lottie louise lourdes
    lucia lucille lucinda lucy ludmila luisa lupita lydia lynda lynette lynn lynne mabel madeleine
    madeline madison mae maggie magdalena maisie malala malia mandy manuela marcia margaret
    margarita margo margot maria maría mariah mariam marian marianne marie mariel marilyn marina
    marine marisa marjorie marlene marsha marta martha martina mary maryam masako matilda maud maura
    maureen mavis maxine may maya megan meghan melania melanie melinda melissa mercedes meredith
    merkel meryl mia michaela michele michelle mila mildred milly mimi mina minnie miranda miriam
    moira mollie molly mona monica monique muriel myra myrtle nadia nadine nana nancy naomi natalia
    natalie natasha nellie nicola nicole nicky nikki nina noelle noor nora noreen norma nuala
    octavia oksana olga olive olivia olympia oprah pam pamela paola parveen pat patience patricia
    patsy patti patty paula paulette pauline pearl peggy penelope penny petra philippa phoebe
    phyllis pippa polly portia priscilla priti priya priyanka prudence queenie rachael rachel ramona
    rana rebecca regina rena renata renee renée rhoda rhonda rihanna rita roberta robyn rochelle
    roisin rosa rosalind rosanna rosanne rose rosemary rosie roxanne ruby rukhsana ruth sabina
    sabine sabrina sadie sakura sally salma samantha sana sanae sandra sandy sara sarah sasha saskia
    savannah scarlett selena selina selma serena shabana shannon sharon sheena sheila shelley sheryl
    shirin shirley sian siân sienna silvia simone sinead sinéad siobhan sofia sondra sonia sonja
    sonya sophia sophie soraya stacey stacy stella steph stephanie sue sunita susan susana susanna
    susannah susie suzanne svetlana sybil sylvia tabitha tamara tammy tania tanya tara tasha tatiana
    tatyana taylor teresa tess tessa thea thelma theresa therese tiffany tina toni tonya tracey
    traci tracy tricia trisha trudy tulsi tzipi ulrike una ursula usha valentina valerie vanessa
    vera verna veronica vicki vicky victoria viola violet virginia vivian vivien vivienne wanda
    wendy wilhelmina wilma winifred winona xiomara yael yasmin yingluck yoko yolanda yulia yuki yuko
    yuriko yvette yvonne zahra zainab zara zelda zoe zoë ayelet suu elif angharad bronwen carys
    cerys ffion mairi eilidh catriona morag niamh aoife ciara orla saoirse grainne geetha lakshmi
    sunetra tomomi ayako
    """.split()
)
"""Names given to girls, almost always; names in both sets say nothing."""


def gender_of(given: str) -> str:
    """“he”, “she”, or “” for a given name that tells nothing."""
    low = given.lower().rstrip(".")
    male, female = low in MALE, low in FEMALE
    if male == female:
        if "-" in low and not male:
            return gender_of(low.split("-", 1)[0])
        return ""
    return "he" if male else "she"


WORDS_TOO = frozenset(
    """
    amber angel april art august austin basil bill brandy candy carol chance charity chase christian
    clay cliff crystal daisy dawn dean destiny dick drew earl ebony eve faith frank gene ginger glen
    grace grant guy hank harmony heath heather holly honor hope iris ivy jack jade jasmine jay jewel
    joy june lance lily liberty major mark max may mercedes mercy miles misty myrtle norm olive
    olympia paris pat pearl penny poppy prince prudence ray rex rich rob robin rock rose rosemary
    ruby rush sandy scarlett serena sienna skip star sterling stone summer victor victoria viola
    violet virginia wade ward will winter woody
    """.split()
)
"""Given names that are words or places as well: alone they make no two capitals a person."""
