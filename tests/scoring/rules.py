"""Rules that several tests go by."""

from scoring.criteria import Criteria, parse_criteria


def criteria(top, indicators, dimensions=(("d", ""),)) -> Criteria:
    """`indicators`: id -> lines of the file; they lie in the dimension d where they name no other."""
    text = f'[criteria]\nid = "x"\n{top}\n'
    text += "".join(f'[[dimension]]\nid = "{id}"\n{keys}\n' for id, keys in dict(dimensions).items())
    for id, keys in indicators.items():
        inside = "" if "dimension =" in keys else 'dimension = "d"\n'
        text += f'[[indicator]]\nid = "{id}"\n{inside}{keys}\n'
    return parse_criteria(text)


# Human Development Index 2022: UNDP, Human Development Report 2023/24, technical note 1, CC BY 3.0 IGO
HDI = """\
[criteria]
id = "hdi-2022"
status = "official"
scale = 1
decimals = 3
aggregate = "geometric"
[[dimension]]
id = "health"
[[dimension]]
id = "education"
[[dimension]]
id = "income"
[[indicator]]
id = "le"
dimension = "health"
goalposts = [20, 85]
[[indicator]]
id = "eys"
dimension = "education"
goalposts = [0, 18]
[[indicator]]
id = "mys"
dimension = "education"
goalposts = [0, 15]
[[indicator]]
id = "gnipc"
dimension = "income"
goalposts = [100, 75000]
transform = "log"
"""

# code, le, eys, mys, gnipc, published index and rank: the first 14 of 193, and the two countries with gaps
HDI_ROWS = """\
CHE,84.255,16.5837307,13.90406622,69432.78669,0.967,1
NOR,83.393,18.63846016,13.06234279,69189.76165,0.966,2
ISL,82.815,19.10672951,13.76716995,54688.37921,0.959,3
HKG,84.315,17.8495903,12.34776974,62485.50516,0.956,4
DNK,81.882,18.77403069,12.96049023,62018.95694,0.952,5
SWE,83.505,19.03676987,12.67372015,56995.84796,0.952,5
IRL,82.716,19.12610054,11.6569568,87467.51391,0.950,7
DEU,80.989,17.34334946,14.25594044,55340.19722,0.950,7
SGP,84.133,16.90273094,11.92488003,88761.14559,0.949,9
AUS,83.579,21.0800209,12.72681999,49257.1352,0.946,10
NLD,82.451,18.58348083,12.58162975,57278.31015,0.946,10
FIN,82.351,19.22859001,12.92915501,49522.09853,0.942,12
LIE,84.656,15.46640015,12.351169,146673.2415,0.942,12
BEL,82.293,18.94573975,12.52857789,53644.03854,0.942,12
PRK,73.578,,,,,
MCO,86.895,18.6915194,,,,
"""
